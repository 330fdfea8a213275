import { check } from '../check.js';
import { type ExpectedSurface, expectedOf, monitorOf, surfaceOf } from '../expected.js';
import { PAGES } from '../pages.js';
import { api, counted, namesText } from '../words.js';

/** Monitors of which Prometheus knows nothing: the operator did not select them, or refused them. */
export const monitorUnknown = check('monitor-unknown', ['prometheus'], ({ prometheus }, { plan, isOfEnvironment }) => {
  const { pools, targets = [] } = prometheus;
  if (pools === undefined) return [];
  const known = new Set(pools.map(monitorOf));
  const expected = expectedOf(plan).filter(({ monitors }) => monitors.length > 0);
  const scraped = new Set(targets.map((target) => surfaceOf(expected, target)));
  const missing = expected.filter(
    ({ name, monitors }) => !scraped.has(name) && !monitors.some((one) => known.has(one)),
  );
  const isNone = missing.length === expected.length;
  if (missing.length === 0 || !(isOfEnvironment || isNone)) return [];
  const names = missing.flatMap(({ monitors }) => monitors);
  return [
    {
      severity: 'error',
      subject: isNone
        ? 'Prometheus knows none of our monitors'
        : `Prometheus does not know ${counted(names.length, 'monitor')} of ours: ${namesText(names)}`,
      evidence: [
        { query: api('/scrape_pools'), value: `${counted(pools.length, 'job')}, none of ${namesText(names)}` },
      ],
      meaning:
        'The Prometheus Operator selected none of them, or refused them: nothing is scraped there, and everything made of it stays empty.',
      remedy: remedyOf(missing, plan.environment.monitoring.selectorLabels),
      page: PAGES.platforms,
      explains: missing.map(({ name }) => `surface:${name}` as const),
      mayFollowFrom: missing.map(({ name }) => `surface:${name}` as const),
    },
  ];
});

function remedyOf(missing: readonly ExpectedSurface[], labels: Readonly<Record<string, string>>): string {
  const [namespace = ''] = missing[0]?.monitors[0]?.split('/') ?? [];
  const said = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return (
    `Look whether they are there: kubectl get servicemonitors,podmonitors -n ${namespace}. If not, apply what synth wrote. If so, compare ` +
    `monitoring.selectorLabels (${said.length === 0 ? 'none' : said.join(', ')}) with serviceMonitorSelector and podMonitorSelector, and the ` +
    `labels of namespace ${namespace} with serviceMonitorNamespaceSelector and podMonitorNamespaceSelector: kubectl get prometheus -A -o yaml. ` +
    'What it selects and refuses stands in the events of the monitor and in the log of the operator.'
  );
}
