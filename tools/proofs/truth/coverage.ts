import * as customResources from '../../../src/signals/control-plane/custom-resources.js';
import { insideSignals, processSignals } from '../../../src/signals/control-plane/processes.js';
import { resourceSignals } from '../../../src/signals/control-plane/status.js';
import { gatewayClientErrorRatio } from '../../../src/signals/gateway/client-errors.js';
import { envoySignals } from '../../../src/signals/gateway/envoy.js';
import { pluginSignals } from '../../../src/signals/gateway/plugin.js';
import { recordedSignals } from '../../../src/signals/registry.js';
import { abandonedShare } from '../../../src/signals/requests/abandonment.js';
import { loadImbalance, loadPerPod } from '../../../src/signals/requests/balance.js';
import { routerSignals } from '../../../src/signals/router/insides.js';
import * as targets from '../../../src/signals/scraping/targets.js';
import { quotaRemaining, quotaRunway } from '../../../src/signals/tenants/quota-runway.js';
import { rateLimitHeadroom, rateLimitShare } from '../../../src/signals/tenants/rate-limits.js';
import type { Signal } from '../../../src/signals/vocabulary/signal.js';
import type { Row, Untold } from './row.js';
import { controlPlaneRows } from './rows/control-plane.js';
import { derivedRows } from './rows/derived.js';
import { disaggregatedRows } from './rows/disaggregated.js';
import { engineRows, enginesUntold } from './rows/engines.js';
import { gatewayRows } from './rows/gateway.js';
import { longObjectives, objectiveRecords, objectiveRows } from './rows/objectives.js';
import { rawRows, rawUntold } from './rows/raw.js';
import { stateOfThingsRows } from './rows/state.js';

/** Every record, by name. */
export const records: ReadonlyMap<string, Signal> = new Map<string, Signal>([
  ...recordedSignals.map((one): [string, Signal] => [one.record, one]),
  ...objectiveRecords,
  ...longObjectives.map(([{ name }, signal]) => [name, signal] as const),
]);

/**
 * Signals that are not recorded, by title: all that read what exporters show, and what is derived of several records. What puts
 * records together for one alert is proved by its stories.
 */
export const signals: ReadonlyMap<string, Signal> = new Map(
  [
    targets.targetUp,
    targets.replicaUp,
    targets.samplesKept,
    targets.seriesAdded,
    targets.samplesLost,
    targets.engineSeries,
    customResources.applicationPhases,
    customResources.modelPhases,
    customResources.endpoints,
    customResources.routes,
    customResources.applicationsShown,
    ...pluginSignals,
    ...processSignals,
    ...envoySignals,
    ...routerSignals,
    ...resourceSignals,
    ...insideSignals,
    abandonedShare,
    loadPerPod,
    loadImbalance,
    gatewayClientErrorRatio,
    rateLimitShare,
    rateLimitHeadroom,
    quotaRemaining,
    quotaRunway,
  ].map((one) => [one.title, one]),
);

export const recordRows: readonly Row[] = [
  ...engineRows,
  ...disaggregatedRows,
  ...gatewayRows,
  ...controlPlaneRows,
  ...objectiveRows,
];
export const signalRows: readonly Row[] = [...stateOfThingsRows, ...rawRows, ...derivedRows];
export const untold: readonly Untold[] = [...rawUntold, ...enginesUntold, ...longObjectives.map(([one]) => one)];

/** Records and signals that no row is about, and rows that are about none. */
export function gaps(): { readonly withoutRow: readonly string[]; readonly aboutNothing: readonly string[] } {
  const names = [...records.keys(), ...signals.keys()];
  const told = [...recordRows, ...signalRows, ...untold].map(({ name }) => name);
  return {
    withoutRow: names.filter((name) => !told.includes(name)),
    aboutNothing: told.filter((name) => !names.includes(name)),
  };
}
