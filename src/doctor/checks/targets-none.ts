import { isOfTenants, type SurfaceName } from '../../config/surfaces.js';
import type { MetricName } from '../../metrics/catalogue.js';
import { check } from '../check.js';
import { expectedOf, isJobOf, isPoolOf, surfaceOf } from '../expected.js';
import { PAGES } from '../pages.js';
import type { PrometheusAnswers } from '../sources/prometheus-answers.js';
import { api, counted, monitorCommand } from '../words.js';

/** What says that there is something to be found. */
const SAID_BY: Partial<Record<SurfaceName, MetricName>> = {
  runtime: 'arks_application_info',
  disaggregated: 'arks_disaggregated_application_info',
  router: 'arks_disaggregated_application_info',
};

/** Monitors that Prometheus has and that find nothing, where something should be there. */
export const targetsNone = check('targets-none', ['prometheus'], ({ prometheus }, { plan, isOfEnvironment }) => {
  const { pools = [], targets, dropped = {} } = prometheus;
  if (targets === undefined) return [];
  const expected = expectedOf(plan);
  const found = new Set(targets.map((target) => surfaceOf(expected, target)));
  return expected.flatMap((surface) => {
    const { name } = surface;
    const own = pools.filter((pool) => isPoolOf(surface, pool));
    if (found.has(name) || own.length === 0) return [];
    // Before 2.48 what is dropped has the job that relabeling had given it by then.
    const left = Object.entries(dropped)
      .filter(([job]) => own.includes(job) || isJobOf(surface, job))
      .reduce((sum, [, count]) => sum + count, 0);
    const why = expectation(name, prometheus, found);
    if (why === undefined || !(isOfEnvironment || why.isSaid)) return [];
    return [
      {
        severity: why.isSaid || !isOfTenants(name) ? ('error' as const) : ('warning' as const),
        subject:
          left === 0
            ? `the monitor of ${name} finds no target`
            : `relabeling leaves out all ${left} targets of ${name}`,
        evidence: [
          { query: api('/targets?state=active'), value: `no target of ${own.join(', ')}` },
          { query: api(`/targets?state=dropped&scrapePool=${own[0]}`), value: counted(left, 'target') },
          ...why.evidence,
        ],
        meaning: `Nothing is scraped at surface ${name}: its panels stay empty, and its alerts silent.`,
        remedy: left === 0 ? remedyFor(own[0] ?? '', name) : remedyOfDropped(own[0] ?? ''),
        page: PAGES.surfaces,
        explains: [`surface:${name}` as const],
        mayFollowFrom: [`surface:${name}` as const],
      },
    ];
  });
});

/** Whether something should be there, and who says so; nothing where nobody can tell or there is none. */
function expectation(
  name: SurfaceName,
  { stored = [] }: PrometheusAnswers,
  found: ReadonlySet<SurfaceName | undefined>,
) {
  const saying = SAID_BY[name];
  if (saying === undefined || !found.has('customResources')) {
    const isElsewhere = isOfTenants(name) && [...found].some((one) => one !== undefined && isOfTenants(one));
    return isElsewhere && name !== 'unmanagedRuntime' ? undefined : { isSaid: false, evidence: [] };
  }
  const applications = stored.filter((series) => series.name === saying);
  if (applications.length === 0) return undefined;
  const value = counted(applications.length, 'application');
  return { isSaid: true, evidence: [{ query: saying, value }] };
}

function remedyFor(pool: string, name: SurfaceName): string {
  const what = pool.startsWith('pod') ? 'pods' : 'Services';
  return (
    `Compare its selector and port with what is there: ${monitorCommand(pool)}; kubectl get ${what.toLowerCase()} -A --show-labels. Namespaces, ` +
    `labels and ports come from arks, gateway, tenants and surfaces.${name}. Also look whether Prometheus may read that namespace: ` +
    `kubectl auth can-i list ${what.toLowerCase()} -n NAMESPACE --as system:serviceaccount:NAMESPACE:PROMETHEUS.`
  );
}

function remedyOfDropped(pool: string): string {
  return `Compare the relabelings with the labels of what is dropped: ${monitorCommand(pool)}. Where they are not those of dist/, apply that again.`;
}
