import { z } from 'zod';
import { checkNamespaces } from './enforcement.js';
import { checkManaged } from './managed.js';
import { isFrom, operatorVersion } from './operator-version.js';
import { checkRetention } from './retention.js';
import { CENTRAL_TARGETS } from './rules.js';
import { checkSurfaces } from './surfaces.js';

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
const texts = z.record(z.string(), z.unknown());
const common = z.object({ monitoring: z.object({ labels: texts, annotations: texts }) });
/** Labels of some objects beside those of all, where such objects are written. */
const labelsOfSome = [
  {
    path: ['rules', 'selectorLabels'],
    read: z.object({ rules: z.object({ selectorLabels: texts }) }).transform(({ rules }) => rules.selectorLabels),
  },
  {
    path: ['alertmanager', 'selectorLabels'],
    read: z
      .object({ alertmanager: z.object({ delivery: z.literal('alertmanagerConfig'), selectorLabels: texts }) })
      .transform(({ alertmanager }) => alertmanager.selectorLabels),
  },
  {
    path: ['grafana', 'dashboards', 'sidecar', 'labels'],
    read: ofSidecar(z.object({ labels: texts })).transform(({ grafana }) => grafana.dashboards.sidecar.labels),
  },
];
const folderAnnotation = ofSidecar(z.object({ folderAnnotation: z.string() }));
const scrapeClass = z.object({
  monitoring: z.object({ operatorVersion: z.unknown().optional() }),
  rules: z.object({ target: z.unknown() }),
  surfaces: z.object({ operator: z.object({ scrapeClass: z.looseObject({}) }) }),
});
/** The first release whose scrape classes can name a token, by the definitions of 0.78.2 and 0.79.2. */
const CLASSES_HAVE_TOKENS = '0.79';
const operator = z.object({
  monitoring: z.object({ operatorVersion: z.string() }),
  rules: z.object({ target: z.literal('victoriametrics') }),
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
  checkLabels(settings, context);
  checkScrapeClass(settings, context);
  checkSeverities(settings, context);
  checkRetention(settings, context);
  checkOperator(settings, context);
  checkManaged(settings, context);
  checkSurfaces(settings, context);
  checkNamespaces(settings, context);
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

/** A label or an annotation has one value: what all objects have would be lost where some have another under its key. */
function checkLabels(settings: unknown, context: Context): void {
  const { success, data } = common.safeParse(settings);
  if (!success) return;
  const { labels, annotations } = data.monitoring;
  for (const { path, read } of labelsOfSome) {
    for (const [key, own] of Object.entries(read.safeParse(settings).data ?? {})) {
      if (!Object.hasOwn(labels, key) || labels[key] === own) continue;
      const message = `must be "${labels[key]}", which monitoring.labels gives every object`;
      context.addIssue({ code: 'custom', path: [...path, key], message });
    }
  }
  const folder = folderAnnotation.safeParse(settings).data?.grafana.dashboards.sidecar.folderAnnotation;
  if (folder === undefined || !Object.hasOwn(annotations, folder)) return;
  const message = 'must not be one of monitoring.annotations, which every object has';
  context.addIssue({ code: 'custom', path: ['grafana', 'dashboards', 'sidecar', 'folderAnnotation'], message });
}

/** Objects of VictoriaMetrics have no scrape classes that could name a file of its token, and those of older operators none with a token. */
function checkScrapeClass(settings: unknown, context: Context): void {
  const { success, data } = scrapeClass.safeParse(settings);
  if (!success) return;
  const release = operatorVersion.safeParse(data.monitoring.operatorVersion);
  const isOlder = release.success && !isFrom(release.data, CLASSES_HAVE_TOKENS);
  const messages = [
    ...(data.rules.target === 'victoriametrics'
      ? ['must not be set where rules.target is victoriametrics, whose objects take a token from a Secret']
      : []),
    ...(isOlder
      ? [
          `must not be set where monitoring.operatorVersion is below ${CLASSES_HAVE_TOKENS}, whose scrape classes have no token`,
        ]
      : []),
  ];
  for (const message of messages) {
    context.addIssue({ code: 'custom', path: ['surfaces', 'operator', 'scrapeClass'], message });
  }
}

/** Routes and inhibitions tell alerts apart by their severity. */
function checkSeverities(settings: unknown, context: Context): void {
  const { success, data } = severities.safeParse(settings);
  if (!success || data.alerts.severities.critical !== data.alerts.severities.warning) return;
  const message = 'must not be that of critical alerts, from which the routes of alertmanager tell warnings by it';
  context.addIssue({ code: 'custom', path: ['alerts', 'severities', 'warning'], message });
}

/** What the VictoriaMetrics operator reads does not depend on the release of another. */
function checkOperator(settings: unknown, context: Context): void {
  if (!operator.safeParse(settings).success) return;
  const message =
    'must not be set where rules.target is victoriametrics, since nothing is written for the Prometheus Operator';
  context.addIssue({ code: 'custom', path: ['monitoring', 'operatorVersion'], message });
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

function ofSidecar<T extends z.ZodType>(sidecar: T) {
  return z.object({ grafana: z.object({ dashboards: z.object({ delivery: z.literal('sidecar'), sidecar }) }) });
}
