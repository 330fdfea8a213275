import { z } from 'zod';
import { checkDashboardFormat } from './dashboard-format.js';
import { checkEndpointReaders } from './endpoint-readers.js';
import { checkNamespaces } from './enforcement.js';
import { checkLogsAndTraces } from './logs-and-traces.js';
import { checkManaged } from './managed.js';
import { checkOverridesNamed, checkTenantsNamed } from './named-namespaces.js';
import { checkNetworkPolicies } from './network-policies.js';
import { checkRetention } from './retention.js';
import { CENTRAL_TARGETS } from './rules.js';
import { checkScrapeClass } from './scrape-class-checks.js';
import { checkSurfaces } from './surfaces/check.js';

type Context = z.RefinementCtx;

/** The settings of different sections that must agree with each other, each as far as a check reads it. */
const clusterLabel = z.object({
  cluster: z.object({ label: z.string() }),
  alerts: z.object({ labels: z.record(z.string(), z.unknown()) }),
});
const clusterLabelLength = limitedBy('labelNameLengthLimit', { label: z.string() });
const ruler = z.object({
  rules: z.object({ target: z.string(), shared: z.unknown().optional() }),
  cluster: z.object({ name: z.undefined().optional() }),
});
const shared = z.object({ rules: z.object({ target: z.string(), shared: z.literal(true) }) });
const texts = z.record(z.string(), z.unknown());
const commonLabels = z.object({ monitoring: z.object({ labels: texts }) });
const commonAnnotations = z.object({ monitoring: z.object({ annotations: texts }) });
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
const enforcing = z.object({
  prometheus: z.object({ enforced: z.record(z.string(), z.unknown()) }),
  rules: z.object({ target: z.unknown() }),
  scrape: z.object({ target: z.unknown() }),
});
const operator = z.object({
  monitoring: z.object({ operatorVersion: z.string() }),
  rules: z.object({ target: z.literal('victoriametrics') }),
});
const severities = z.object({
  alertmanager: z.object({}),
  alerts: z.object({ severities: z.object({ critical: z.string(), warning: z.string() }) }),
});
/**
 * Reports settings that are right alone and wrong beside another section. The settings may hold what is wrong elsewhere:
 * each check looks at what is well-formed of what it reads, so that all is reported at once.
 */
export function checkAgreement(settings: unknown, context: Context): void {
  checkClusterLabel(settings, context);
  checkClusterLength(settings, context);
  checkRuler(settings, context);
  checkShared(settings, context);
  checkLabels(settings, context);
  checkScrapeClass(settings, context);
  checkEnforced(settings, context);
  checkEndpointReaders(settings, context);
  checkSeverities(settings, context);
  checkRetention(settings, context);
  checkOperator(settings, context);
  checkManaged(settings, context);
  checkSurfaces(settings, context);
  checkOverridesNamed(settings, context);
  checkNamespaces(settings, context);
  checkNetworkPolicies(settings, context);
  checkLogsAndTraces(settings, context);
  checkDashboardFormat(settings, context);
  checkTenantsNamed(settings, context);
}

function checkClusterLabel(settings: unknown, context: Context): void {
  const { success, data } = clusterLabel.safeParse(settings);
  if (!success || !Object.hasOwn(data.alerts.labels, data.cluster.label)) return;
  const message = 'must not be one of alerts.labels, which would hide which cluster an alert is from';
  context.addIssue({ code: 'custom', path: ['cluster', 'label'], message });
}

/** Every sample carries the label: were it longer than Prometheus accepts, every scrape would fail. A name never is. */
function checkClusterLength(settings: unknown, context: Context): void {
  const label = clusterLabelLength.safeParse(settings).data;
  if (label !== undefined && label.cluster.label.length > label.limit) {
    const message = `must not be longer than ${label.setting}, which is ${label.limit}`;
    context.addIssue({ code: 'custom', path: ['cluster', 'label'], message });
  }
}

/** Other rulers than Prometheus have that always. */
function checkShared(settings: unknown, context: Context): void {
  const target = shared.safeParse(settings).data?.rules.target;
  if (target === undefined || target === 'prometheus') return;
  const message = `must not be set where rules.target is ${target}, whose rules are confined to cluster.name wherever it is set`;
  context.addIssue({ code: 'custom', path: ['rules', 'shared'], message });
}

/** Where one ruler sees every cluster, rules without a cluster would be evaluated over all of them by each environment. */
function checkRuler(settings: unknown, context: Context): void {
  const { target, shared: isShared } = ruler.safeParse(settings).data?.rules ?? {};
  const isCentral = CENTRAL_TARGETS.some((central) => central === target);
  if (!isCentral && isShared !== true) return;
  const message = isCentral
    ? `must be set where rules.target is ${target}, whose rulers see every cluster`
    : 'must be set where rules.shared is true: rules read the series of that cluster alone';
  context.addIssue({ code: 'custom', path: ['cluster', 'name'], message });
}

/** A label or an annotation has one value: what all objects have would be lost where some have another under its key. */
function checkLabels(settings: unknown, context: Context): void {
  const labels = commonLabels.safeParse(settings).data?.monitoring.labels ?? {};
  const annotations = commonAnnotations.safeParse(settings).data?.monitoring.annotations ?? {};
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

/** Only the Prometheus Operator reads the Prometheus object that could enforce limits. */
function checkEnforced(settings: unknown, context: Context): void {
  const { data } = enforcing.safeParse(settings);
  if (data === undefined) return;
  const { rules, scrape } = data;
  const chosen = [
    ...(rules.target === 'victoriametrics' ? ['rules.target is victoriametrics'] : []),
    ...(scrape.target === 'azure' || scrape.target === 'gke' ? [`scrape.target is ${scrape.target}`] : []),
  ];
  for (const limit of Object.keys(data.prometheus.enforced)) {
    for (const choice of chosen) {
      const message = `must not be set where ${choice}, where no Prometheus object enforces anything`;
      context.addIssue({ code: 'custom', path: ['prometheus', 'enforced', limit], message });
    }
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

/** Settings of the cluster beside a limit of scrapes, and which setting says the smaller one. */
function limitedBy<Cluster extends z.ZodRawShape>(limit: string, cluster: Cluster) {
  return z
    .object({
      cluster: z.object(cluster),
      scrape: z.record(z.string(), z.unknown()),
      prometheus: z.object({ enforced: z.record(z.string(), z.unknown()) }),
    })
    .transform(({ cluster: own, scrape, prometheus }) => {
      const limits = [
        { setting: `scrape.${limit}`, limit: scrape[limit] },
        { setting: `prometheus.enforced.${limit}`, limit: prometheus.enforced[limit] },
      ].flatMap(({ setting, limit: most }) => (typeof most === 'number' ? [{ setting, limit: most }] : []));
      const [smallest = { setting: '', limit: Number.POSITIVE_INFINITY }] = limits.sort((a, b) => a.limit - b.limit);
      return { cluster: own, ...smallest };
    });
}

function ofSidecar<T extends z.ZodType>(sidecar: T) {
  return z.object({ grafana: z.object({ dashboards: z.object({ delivery: z.literal('sidecar'), sidecar }) }) });
}
