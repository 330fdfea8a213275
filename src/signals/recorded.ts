import { nearest } from '../lib/nearest.js';
import { ofAnyLabels } from '../promql/build.js';
import { recordedSignals } from './registry.js';
import type { Signal } from './vocabulary/signal.js';

/** The signal that reads a record of ours, by the name that the contract has. Throws where nothing of that name is recorded. */
export function recorded(name: string): Signal<string> {
  const found = recordedSignals.find(({ record }) => record === name);
  if (found === undefined) throw new Error(`a record must be one of the contract, got "${name}"${hint(name)}`);
  const { title, unit, description, labels, query } = found;
  return { title, unit, description, labels, query: (view) => ofAnyLabels(query(view)) };
}

function hint(name: string): string {
  const meant = nearest(
    name,
    recordedSignals.map(({ record }) => record),
  );
  return meant === undefined ? '' : `; did you mean ${meant}?`;
}
