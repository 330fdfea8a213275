import { describe, expect, inject, test } from 'vitest';
import { RUNTIMES } from '../../src/config/runtimes.js';
import { catalogue } from '../../src/metrics/catalogue.js';
import { seriesNames } from '../../src/promql/names.js';
import { environmentWithEverything, everyObjective } from '../rules/every-objective.js';
import { EVERY_PAGE, LIAR, ofTenant } from '../rules/liar-fleet.js';
import { LIES, playWorlds, type World } from '../rules/liars.js';
import { ruleGroups } from '../support/rules.js';

const groups = ruleGroups(environmentWithEverything);
const read = new Set(groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => seriesNames(expr))));
const shown = [...new Set(ofTenant(LIAR, EVERY_PAGE).map(({ name }) => name))].filter((name) => read.has(name));
/** Objectives that add up what engines of all tenants say: those that somebody has written so. */
const shared = everyObjective.filter((name) => /-none$/.test(name) && !name.startsWith('gateway'));

/** Four ways over so many places tell more names apart than there are. */
const PLACES = 4;
const digit = (name: string, place: number) => Math.floor(shown.indexOf(name) / LIES.length ** place);
/** Each name is shown in each way in some world, and any two of them in two different ways in another. */
const worlds = Array.from({ length: PLACES * LIES.length }, (_, index): readonly [string, World] => {
  const [place, shift] = [Math.floor(index / LIES.length), index % LIES.length];
  return [`world-${index}`, (name) => LIES[(digit(name, place) + shift) % LIES.length] ?? 'honest'];
});

/** What rules read of engines and routers and no recorded page has; test/rules/identity-cases.ts keeps namespaces apart in each of them. */
const ON_NO_PAGE: readonly string[] = [
  'nv_llm_http_service_inflight_requests',
  ...['bucket', 'count', 'sum'].map((part) => `nv_llm_http_service_request_duration_seconds_${part}`),
  ...[
    'pd_decode_errors_total',
    'pd_stream_errors_total',
    'request_duration_seconds_bucket',
    'request_errors_total',
    'requests_total',
  ].map((name) => `sgl_router_${name}`),
  ...[
    'hicache_host_total_tokens',
    'hicache_host_used_tokens',
    'kv_transfer_latency_ms',
    'kv_transfer_speed_gb_s',
    'num_prefill_infight_queue_reqs',
    'num_prefill_prealloc_queue_reqs',
  ].map((name) => `sglang:${name}`),
  ...['hits', 'queries'].map((what) => `vllm:gpu_prefix_cache_${what}_total`),
];

test('a tenant of these lies about everything that rules read of engines and routers', () => {
  const tenants: readonly string[] = [...RUNTIMES, 'sglangRouter'];
  const theirs = new Set(catalogue.filter(({ component }) => tenants.includes(component)).map(({ name }) => name));
  const missing = [...read].filter((name) => theirs.has(name.replace(/_(bucket|sum|count)$/, '')) || theirs.has(name));
  expect(missing.filter((name) => !shown.includes(name)).sort()).toEqual(ON_NO_PAGE);
  expect(shown.length).toBeLessThan(LIES.length ** PLACES);
});

describe.each(worlds)('in %s, in which a tenant lies about some of what he shows,', (cluster, world) => {
  test('no record and no alert of another changes', async () => {
    const play = { groups, pages: EVERY_PAGE, worlds: { [cluster]: world }, shared };
    expect(await playWorlds(inject('prometheus').promtool, play)).toBe('');
  });
});
