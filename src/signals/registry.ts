import * as prefixCache from './cache/prefix-cache.js';
import * as customResources from './control-plane/custom-resources.js';
import * as missing from './control-plane/missing.js';
import * as processes from './control-plane/processes.js';
import * as reconciling from './control-plane/reconciling.js';
import * as status from './control-plane/status.js';
import * as clientErrors from './gateway/client-errors.js';
import * as envoy from './gateway/envoy.js';
import * as plugin from './gateway/plugin.js';
import * as restarts from './gateway/restarts.js';
import * as traffic from './gateway/traffic.js';
import * as hardware from './hardware/hardware.js';
import * as objectives from './objectives/objectives.js';
import { subjects } from './records.js';
import * as abandonment from './requests/abandonment.js';
import * as balance from './requests/balance.js';
import * as engineErrors from './requests/engine-errors.js';
import * as load from './requests/load.js';
import * as insides from './router/insides.js';
import * as age from './scraping/age.js';
import * as evaluation from './scraping/evaluation.js';
import * as events from './scraping/events.js';
import * as targets from './scraping/targets.js';
import * as quotaRunway from './tenants/quota-runway.js';
import * as rateLimits from './tenants/rate-limits.js';
import * as shares from './tenants/shares.js';
import type { Recorded, Signal } from './vocabulary/signal.js';

/** Everything that is recorded, in the order of its subjects. */
export const recordedSignals: readonly Recorded[] = subjects.flatMap(({ recorded }) => recorded);

/** What monitors of somebody else scrape, or Prometheus says of itself: nothing of it is ours to keep. */
export const signalsOfOthers = signalsIn(hardware, events);

/**
 * Every signal that has a name, each once; a file of signals that is not read here fails a test. Where several read one series, the
 * first says which labels it has.
 */
export const everySignal: readonly Signal[] = [
  ...new Set([
    ...recordedSignals,
    ...signalsIn(targets, customResources),
    ...signalsIn(abandonment, balance, clientErrors, rateLimits, quotaRunway),
    ...signalsIn(plugin, missing, processes, envoy, insides, status),
    ...signalsIn(evaluation, objectives),
    ...signalsIn(age, engineErrors, load, prefixCache, reconciling, restarts, shares, traffic),
    ...signalsOfOthers,
  ]),
];

/** The signals that some values are, or hold in lists and records. */
export function signalsIn(...values: readonly unknown[]): readonly Signal[] {
  return values.flatMap((value) => {
    if (isSignal(value)) return [value];
    return typeof value === 'object' && value !== null ? signalsIn(...valuesOf(value)) : [];
  });
}

/** Node lists what a module exports by name, bundlers and test runners as it was written: by name everywhere. */
function valuesOf(value: object): readonly unknown[] {
  if (!(Symbol.toStringTag in value)) return Object.values(value);
  return Object.entries(value)
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([, exported]) => exported);
}

function isSignal(value: unknown): value is Signal {
  return typeof value === 'object' && value !== null && 'query' in value && 'title' in value && 'labels' in value;
}
