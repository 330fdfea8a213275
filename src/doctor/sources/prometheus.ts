import { maskedAddress, maskedText } from '../../lib/masked.js';
import type { Plan } from '../../plan/plan.js';
import type { Matcher } from '../../promql/build.js';
import { countOf } from '../../promql/inventory.js';
import type { Unanswered } from '../examination.js';
import { type ExpectedSurface, expectedOf, isPoolOf, surfaceOf } from '../expected.js';
import type { WhereToLook } from '../where-to-look.js';
import { ask } from './answer.js';
import { boundsOf } from './bounds.js';
import { addressOf, headersFrom } from './credentials.js';
import { pagesOf } from './pages.js';
import type { ActiveTarget, PrometheusAnswers } from './prometheus-answers.js';
import { type PrometheusClient, prometheusClient } from './prometheus-client.js';
import { build, groupsOf, poolsOf, runtime, targetsOf } from './prometheus-shapes.js';
import { recordedSelectors } from './recorded-selectors.js';
import { scrapedBy } from './scraped.js';
import { storedBy } from './stored.js';

const SECONDS = 30;
const MOST_BYTES = 64 * 1024 * 1024;

/** What a Prometheus said, and what it did not. */
export interface AskedPrometheus {
  readonly answers: PrometheusAnswers;
  readonly unanswered: readonly Unanswered[];
}

/** A Prometheus that answers. Throws where it does not, and where what lets in cannot be read. */
export async function reachPrometheus(where: WhereToLook & { readonly prometheus: string }): Promise<PrometheusClient> {
  const headers = headersFrom({
    ...(where.prometheusTokenFile === undefined ? {} : { tokenFile: where.prometheusTokenFile }),
    ...(where.prometheusTokenEnv === undefined ? {} : { tokenVariable: where.prometheusTokenEnv }),
    ...(where.prometheusHeadersFile === undefined ? {} : { headersFile: where.prometheusHeadersFile }),
  });
  const asking = { ...addressOf(where.prometheus, headers), seconds: SECONDS, mostBytes: MOST_BYTES };
  // Everything that speaks as Prometheus does answers a query.
  const answer = await ask(asking, '/api/v1/query?query=1');
  if ('failed' in answer) {
    throw new Error(`${maskedAddress(where.prometheus)} does not answer a query: ${maskedText(answer.failed)}`);
  }
  return prometheusClient(asking);
}

/** Names of all jobs; undefined where nobody says them. */
export async function poolsAt(client: PrometheusClient): Promise<readonly string[] | undefined> {
  return poolsOf(await client.get('/scrape_pools'));
}

/** What checks need of a Prometheus, held against a plan. */
export async function askPrometheus(
  client: PrometheusClient,
  {
    address,
    pools,
    plan,
  }: { readonly address: string; readonly pools: readonly string[] | undefined; readonly plan: Plan },
): Promise<AskedPrometheus> {
  const expected = expectedOf(plan);
  const only = ofOneCluster(plan);
  const version = build.safeParse(await client.get('/status/buildinfo')).data?.version;
  const retention = runtime.safeParse(await client.get('/status/runtimeinfo')).data?.storageRetention;
  const found = await targetsAt(client, expected, pools);
  const groups = groupsOf(await client.get('/rules?exclude_alerts=true'));
  const pages = found === undefined ? undefined : await pagesOf(client, expected, found.targets);
  const scraped = await scrapedBy(client, expected, only);
  const clusterLabel = plan.environment.cluster.label;
  const stored: Awaited<ReturnType<typeof storedBy>>[] = [];
  for (const surface of expected) stored.push(await storedBy(client, surface, { clusterLabel, only }));
  const series = stored.flatMap((one) => one ?? []);
  const bounds = await boundsOf(client, expected, series);
  const recorded = await recordedAt(client, plan, only);
  return {
    answers: {
      address: maskedAddress(address),
      ...found,
      bounds,
      samples: client.samples,
      ...(version === undefined ? {} : { version }),
      ...(retention === undefined ? {} : { retention }),
      ...(pools === undefined ? {} : { pools }),
      ...(groups === undefined ? {} : { groups }),
      ...(pages === undefined ? {} : { pages }),
      ...(scraped === undefined ? {} : { scraped }),
      ...(stored.includes(undefined) ? {} : { stored: series }),
      ...(recorded === undefined ? {} : { recorded }),
    },
    unanswered: client.unanswered,
  };
}

/** A store of many clusters is asked of one; a Prometheus of its own may lack the label. */
function ofOneCluster({ environment: { cluster, rules } }: Plan): readonly Matcher[] {
  if (rules.target === 'prometheus' || cluster.name === undefined) return [];
  return [{ label: cluster.label, operator: '=', value: cluster.name }];
}

/** The targets of our monitors, and of whatever is called as they are. */
async function targetsAt(
  client: PrometheusClient,
  expected: readonly ExpectedSurface[],
  pools: readonly string[] | undefined,
): Promise<
  { readonly targets: readonly ActiveTarget[]; readonly dropped: Readonly<Record<string, number>> } | undefined
> {
  const active = targetsOf(await client.get('/targets?state=active'));
  if (active === undefined) return undefined;
  const ours = pools?.filter((pool) => expected.some((surface) => isPoolOf(surface, pool))) ?? [];
  const dropped: Record<string, number> = { ...active.dropped };
  // What a monitor finds and leaves out is asked only where it leaves nothing.
  for (const pool of ours.filter((one) => !active.active.some((target) => target.pool === one))) {
    const left = targetsOf(await client.get(`/targets?state=dropped&scrapePool=${encodeURIComponent(pool)}`));
    Object.assign(dropped, left?.dropped);
  }
  return { targets: active.active.filter((target) => surfaceOf(expected, target) !== undefined), dropped };
}

async function recordedAt(
  client: PrometheusClient,
  plan: Plan,
  only: readonly Matcher[],
): Promise<readonly string[] | undefined> {
  const found: string[] = [];
  for (const names of recordedSelectors(plan)) {
    const samples = await client.query(countOf(names, only, ['__name__']));
    if (samples === undefined) return undefined;
    found.push(...samples.map(({ labels }) => labels['__name__'] ?? ''));
  }
  return found;
}
