import { derivedSignals } from '../../../src/signals/derived.js';
import { rawSignals } from '../../../src/signals/raw.js';
import { subjects } from '../../../src/signals/recorded/index.js';
import type { Signal } from '../../../src/signals/signal.js';
import { stateSignals } from '../../../src/signals/state.js';
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
  ...subjects.flatMap(({ recorded }) => recorded.map((one): [string, Signal] => [one.record, one])),
  ...objectiveRecords,
  ...longObjectives.map(([{ name }, signal]) => [name, signal] as const),
]);

/** Every signal that is not recorded, by title. */
export const signals: ReadonlyMap<string, Signal> = new Map(
  [...stateSignals, ...rawSignals, ...derivedSignals].map((one) => [one.title, one]),
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
