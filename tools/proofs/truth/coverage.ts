import { signalsOf } from '../../../src/rules/alert.js';
import { alerts } from '../../../src/rules/alerts/index.js';
import { everySignal, recordedSignals } from '../../../src/signals/registry.js';
import type { Signal } from '../../../src/signals/vocabulary/signal.js';
import type { Row, Untold } from './row.js';
import { alertedRows } from './rows/alerted.js';
import { alertsUntold } from './rows/alerts-untold.js';
import { controlPlaneRows } from './rows/control-plane.js';
import { derivedRows } from './rows/derived.js';
import { disaggregatedRows } from './rows/disaggregated.js';
import { engineRows, enginesUntold } from './rows/engines.js';
import { gatewayRows } from './rows/gateway.js';
import { longObjectives, objectiveRecords, objectiveRows, objectivesUntold } from './rows/objectives.js';
import { rawRows, rawUntold } from './rows/raw.js';
import { stateOfThingsRows } from './rows/state.js';

/** Every record, by name. */
export const records: ReadonlyMap<string, Signal> = new Map<string, Signal>([
  ...recordedSignals.map((one): [string, Signal] => [one.record, one]),
  ...objectiveRecords,
  ...longObjectives.map(([{ name }, signal]) => [name, signal] as const),
]);

const told = new Set(records.values());

/** Signals that are not recorded, by title: every one of the registry, and what alerts put together beside it. */
export const signals: ReadonlyMap<string, Signal> = new Map(
  [...alerts.flatMap(signalsOf), ...everySignal].filter((one) => !told.has(one)).map((one) => [one.title, one]),
);

export const recordRows: readonly Row[] = [
  ...engineRows,
  ...disaggregatedRows,
  ...gatewayRows,
  ...controlPlaneRows,
  ...objectiveRows,
];
export const signalRows: readonly Row[] = [...stateOfThingsRows, ...rawRows, ...derivedRows, ...alertedRows];
export const untold: readonly Untold[] = [
  ...rawUntold,
  ...enginesUntold,
  ...objectivesUntold,
  ...alertsUntold,
  ...longObjectives.map(([one]) => one),
];

/** Records and signals that no row is about, and rows that are about none. */
export function gaps(): { readonly withoutRow: readonly string[]; readonly aboutNothing: readonly string[] } {
  const names = [...records.keys(), ...signals.keys()];
  const told = [...recordRows, ...signalRows, ...untold].map(({ name }) => name);
  return {
    withoutRow: names.filter((name) => !told.includes(name)),
    aboutNothing: told.filter((name) => !names.includes(name)),
  };
}
