import { RUNTIMES } from '../../src/config/runtimes.js';
import { OF_PLATFORM, type PlatformSurface, surfaceFacts } from '../../src/config/surfaces.js';
import { catalogue } from '../../src/metrics/catalogue.js';
import { seriesNames } from '../../src/promql/names.js';
import type { RuleGroup } from '../../src/rules/rule-group.js';
import { jobOf } from '../../src/scraping/jobs.js';
import { playRules } from '../support/played-rules.js';

/** Exporters that others run too: another team's engines, another Envoy, any controller. */
const SHARED = [...RUNTIMES, 'sglangRouter', 'envoy', 'operator', 'gateway'];
/** Labels that series have somewhere, but those that say whose they are. */
const EVERYTHING = 'instance="10.3.5.7:1",model="m",model_name="m",le="1",engine="0",worker="w"';
const OTHERS = 'job="others",namespace="others"';
/** Others may use one of our labels for something of theirs. */
const STRANGERS = ['pod="a"', 'pod="b",application="shop"', 'pod="c",role="prefill"'];
const TENANT = 'namespace="tenant-a"';
const PARTS: Readonly<Record<string, readonly string[]>> = { histogram: ['_bucket', '_sum', '_count'] };
/** What Prometheus says of every target. */
const OF_TARGETS = ['up', 'scrape_samples_scraped', 'scrape_samples_post_metric_relabeling'];
/** Without a gateway, an operator and an exporter of our own these have something to say. */
const AWAY = 'alertname!~"ArksGatewayDown|ArksOperatorDown|ArksCustomResourcesDown"';

/** What the rules record of themselves. */
const ALWAYS = ['slo:arks_objective', 'cluster:arks_rules_evaluated'];

/** What these rules record or tell of engines, Envoys and controllers that are not scraped for Arks. */
export function heardOfStrangers(program: string, groups: readonly RuleGroup[]): Promise<string> {
  const series = [...namesRead(groups, SHARED), ...OF_TARGETS].flatMap((name) =>
    STRANGERS.map((labels) => `${name}{${EVERYTHING},${OTHERS},${labels}}`),
  );
  return heard(program, groups, { series, besides: '' });
}

/**
 * What these rules record or tell, but of him alone, of a tenant who exposes everything that parts of the platform do, under the jobs of
 * each of them.
 */
export function heardOfImpostors(program: string, groups: readonly RuleGroup[]): Promise<string> {
  const settings = { monitoring: { namespace: 'monitoring' }, scrape: { target: 'operator' } };
  const jobs = OF_PLATFORM.map((part) => jobOf(part, settings));
  const series = namesRead(groups, OF_PLATFORM.flatMap(exportersOf)).flatMap((name) =>
    jobs.map((job) => `${name}{${EVERYTHING},job="${job}",${TENANT},pod="a"}`),
  );
  return heard(program, groups, { series, besides: TENANT.replace('=', '!=') });
}

/** Nothing but alerts that a part is away, besides what these matchers leave out. */
function heard(
  program: string,
  groups: readonly RuleGroup[],
  { series, besides }: { readonly series: readonly string[]; readonly besides: string },
): Promise<string> {
  const records = groups.flatMap(({ rules }) => rules.flatMap((rule) => ('record' in rule ? [rule.record] : [])));
  const quiet = [...new Set(records)].filter((name) => !ALWAYS.some((start) => name.startsWith(start)));
  const asked = [...quiet.map((name) => `${name}{${besides}}`), `ALERTS{${AWAY},${besides}}`];
  return playRules(program, {
    groups,
    file: {
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: series.map((one) => ({ series: one, values: '1+60x20' })),
          promql_expr_test: asked.map((expr) => ({ expr, eval_time: '15m', exp_samples: [] })),
        },
      ],
    },
  });
}

function exportersOf(part: PlatformSurface): readonly string[] {
  return surfaceFacts[part].exporters;
}

/** The names of series of these exporters that rules read. */
function namesRead(groups: readonly RuleGroup[], exporters: readonly string[]): readonly string[] {
  const shown = new Set(
    catalogue
      .filter(({ component }) => exporters.includes(component))
      .flatMap(({ name, kind }) => (PARTS[kind] ?? ['']).map((part) => `${name}${part}`)),
  );
  const read = new Set(groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => seriesNames(expr))));
  return [...read].filter((name) => shown.has(name));
}
