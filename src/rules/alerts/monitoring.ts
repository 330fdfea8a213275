import { ENGINES, SURFACES, type SurfaceName } from '../../config/surfaces.js';
import { above, dividedBy, firstOf, type Matcher, unless } from '../../promql/build.js';
import { grouping } from '../../signals/identity.js';
import { requestsRunningPerPod } from '../../signals/recorded/requests.js';
import { engineSeries, samplesKept } from '../../signals/state.js';
import { type Alert, type AlertContext, APPLICATION_IN_WORDS, label, PERCENT, percent } from '../alert.js';
import { jobOf } from '../jobs.js';

/** Whether this monitoring itself can be believed. */
export const monitoringAlerts: readonly Alert[] = [
  {
    name: 'ArksScrapeBudgetExceeded',
    severity: 'warning',
    signals: [samplesKept],
    surfaces: SURFACES,
    expression: (context) => above(shareOfLimit(context), context.thresholds.sampleLimitRatio),
    for: '15m',
    summary: (t) =>
      `${label('pod')} of ${label('job')} fills ${PERCENT} of its sample limit, limit ${percent(t.sampleLimitRatio)}`,
    description:
      'Above the limit the whole scrape fails and the target goes blank. Look first which label has grown, then raise ' +
      'sampleLimit or keep fewer metrics.',
    dashboard: 'arks-troubleshooting',
    variables: ['namespace', 'pod'],
  },
  {
    name: 'ArksRulesStale',
    severity: 'warning',
    signals: [engineSeries, requestsRunningPerPod],
    surfaces: ENGINES,
    expression: ({ read, view }) =>
      unless(read(engineSeries), read(requestsRunningPerPod), grouping(view, 'namespace', 'application', 'role')),
    for: '10m',
    summary: () => `series of ${APPLICATION_IN_WORDS} arrive and are not recorded`,
    description:
      'Dashboards and alerts read recorded series, so they are blind for this application. Look first at the health and ' +
      'the duration of the rule groups in Prometheus.',
    dashboard: 'arks-troubleshooting',
    variables: ['namespace', 'application'],
  },
];

/** Surfaces whose targets stand in the namespaces of tenants; the others are everybody's, wherever alerts are narrowed to. */
const OF_TENANTS: readonly SurfaceName[] = ['runtime', 'disaggregated', 'router'];

/** Samples of each target against the limit of its surface. */
function shareOfLimit(context: AlertContext) {
  const shares = SURFACES.filter((surface) => context.enabled(surface)).map((surface) => {
    const job: Matcher = {
      label: 'job',
      operator: surface === 'runtime' ? '=~' : '=',
      value: jobOf(surface, context.monitoringNamespace),
    };
    const kept = OF_TENANTS.includes(surface)
      ? context.read(samplesKept, [job])
      : samplesKept.query({ ...context.view, matchers: [job, ...context.clusterMatchers] });
    return dividedBy(kept, context.sampleLimits[surface]);
  });
  const [first, ...rest] = shares;
  if (first === undefined) throw new Error('at least one surface must be enabled');
  return firstOf(first, ...rest);
}
