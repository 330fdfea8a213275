import { z } from 'zod';
import { CENTRAL_TARGETS } from './rules.js';

type Context = z.RefinementCtx;

/** The settings of different sections that must agree with each other, each as far as a check reads it. */
const clusterLabel = z.object({
  cluster: z.object({ label: z.string() }),
  alerts: z.object({ labels: z.record(z.string(), z.unknown()) }),
});
const clusterLabelLength = z.object({
  cluster: z.object({ label: z.string() }),
  scrape: z.object({ labelNameLengthLimit: z.number() }),
});
const clusterNameLength = z.object({
  cluster: z.object({ name: z.string() }),
  scrape: z.object({ labelValueLengthLimit: z.number() }),
});
const ruler = z.object({
  rules: z.object({ target: z.string() }),
  cluster: z.object({ name: z.undefined().optional() }),
});
const rulerLabels = z.object({
  monitoring: z.object({ labels: z.record(z.string(), z.unknown()) }),
  rules: z.object({ selectorLabels: z.record(z.string(), z.unknown()) }),
});
const scrapeClass = z.object({
  rules: z.object({ target: z.literal('victoriametrics') }),
  surfaces: z.object({ operator: z.object({ scrapeClass: z.looseObject({}) }) }),
});
const tenantNamespaces = z.object({ tenants: z.object({ namespaces: z.array(z.string()) }) });
const alertNamespaces = z.object({ alerts: z.object({ namespaces: z.array(z.unknown()) }) });
const routing = z.object({
  alertmanager: z.object({ routes: z.object({ tenants: z.record(z.string(), z.unknown()).optional() }) }),
});
const severities = z.object({
  alertmanager: z.object({}),
  alerts: z.object({ severities: z.object({ critical: z.string(), warning: z.string() }) }),
});
const objectives = z.object({ slos: z.array(z.unknown()) });
const objective = z.object({ selector: z.object({ namespace: z.string() }) });

/**
 * Reports settings that are right alone and wrong beside another section. The settings may hold what is wrong elsewhere:
 * each check looks at what is well-formed of what it reads, so that all is reported at once.
 */
export function checkAgreement(settings: unknown, context: Context): void {
  checkClusterLabel(settings, context);
  checkClusterLength(settings, context);
  checkRuler(settings, context);
  checkRulerLabels(settings, context);
  checkScrapeClass(settings, context);
  checkSeverities(settings, context);
  const { success, data } = tenantNamespaces.safeParse(settings);
  if (!success) return;
  const { namespaces } = data.tenants;
  for (const { namespace, path } of namespacesNamed(settings)) {
    if (typeof namespace !== 'string' || namespaces.includes(namespace)) continue;
    const message = `must be one of tenants.namespaces, which are ${namespaces.join(', ')}`;
    context.addIssue({ code: 'custom', path, message, params: { candidates: namespaces } });
  }
}

function checkClusterLabel(settings: unknown, context: Context): void {
  const { success, data } = clusterLabel.safeParse(settings);
  if (!success || !Object.hasOwn(data.alerts.labels, data.cluster.label)) return;
  const message = 'must not be one of alerts.labels, which would hide which cluster an alert is from';
  context.addIssue({ code: 'custom', path: ['cluster', 'label'], message });
}

/** Every sample carries label and name: were they longer than Prometheus accepts, every scrape would fail. */
function checkClusterLength(settings: unknown, context: Context): void {
  const label = clusterLabelLength.safeParse(settings).data;
  if (label !== undefined && label.cluster.label.length > label.scrape.labelNameLengthLimit) {
    const message = `must not be longer than scrape.labelNameLengthLimit, which is ${label.scrape.labelNameLengthLimit}`;
    context.addIssue({ code: 'custom', path: ['cluster', 'label'], message });
  }
  const name = clusterNameLength.safeParse(settings).data;
  if (name !== undefined && Buffer.byteLength(name.cluster.name) > name.scrape.labelValueLengthLimit) {
    const message = `must not be longer than scrape.labelValueLengthLimit, which is ${name.scrape.labelValueLengthLimit}`;
    context.addIssue({ code: 'custom', path: ['cluster', 'name'], message });
  }
}

/** Where one ruler sees every cluster, rules without a cluster would be evaluated over all of them by each environment. */
function checkRuler(settings: unknown, context: Context): void {
  const target = ruler.safeParse(settings).data?.rules.target;
  if (!CENTRAL_TARGETS.some((central) => central === target)) return;
  const message = `must be set where rules.target is ${target}, whose rulers see every cluster`;
  context.addIssue({ code: 'custom', path: ['cluster', 'name'], message });
}

function checkRulerLabels(settings: unknown, context: Context): void {
  const { success, data } = rulerLabels.safeParse(settings);
  if (!success) return;
  const { labels } = data.monitoring;
  for (const [key, selected] of Object.entries(data.rules.selectorLabels)) {
    if (!Object.hasOwn(labels, key) || labels[key] === selected) continue;
    const message = `must be "${labels[key]}", which monitoring.labels gives every object`;
    context.addIssue({ code: 'custom', path: ['rules', 'selectorLabels', key], message });
  }
}

/** What VictoriaMetrics scrapes by has no scrape classes that could name a file of its token. */
function checkScrapeClass(settings: unknown, context: Context): void {
  if (!scrapeClass.safeParse(settings).success) return;
  const message = 'must not be set where rules.target is victoriametrics, whose objects take a token from a Secret';
  context.addIssue({ code: 'custom', path: ['surfaces', 'operator', 'scrapeClass'], message });
}

/** Routes and inhibitions tell alerts apart by their severity. */
function checkSeverities(settings: unknown, context: Context): void {
  const { success, data } = severities.safeParse(settings);
  if (!success || data.alerts.severities.critical !== data.alerts.severities.warning) return;
  const message = 'must not be that of critical alerts, from which the routes of alertmanager tell warnings by it';
  context.addIssue({ code: 'custom', path: ['alerts', 'severities', 'warning'], message });
}

/** Where alerts and objectives name a namespace; about one that is no tenant's they would be silent for ever. */
function namespacesNamed(settings: unknown) {
  const ofAlerts = alertNamespaces.safeParse(settings).data?.alerts.namespaces ?? [];
  const ofObjectives = objectives.safeParse(settings).data?.slos ?? [];
  const ofRoutes = Object.keys(routing.safeParse(settings).data?.alertmanager.routes.tenants ?? {});
  return [
    ...ofRoutes.map((namespace) => ({ namespace, path: ['alertmanager', 'routes', 'tenants', namespace] })),
    ...ofAlerts.map((namespace, index) => ({ namespace, path: ['alerts', 'namespaces', index] })),
    ...ofObjectives.map((one, index) => ({
      namespace: objective.safeParse(one).data?.selector.namespace,
      path: ['slos', index, 'selector', 'namespace'],
    })),
  ];
}
