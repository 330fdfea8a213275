import { nearest } from '../lib/nearest.js';
import { ofAnyLabels } from '../promql/build.js';
import { recordedSignals } from './registry.js';
import type { Signal } from './vocabulary/signal.js';

/** The signal that reads a record of ours. Throws where nothing of that name is recorded. */
export function recorded(name: string): Signal<string> {
  const found = recordedSignals.find(({ record }) => record === name);
  if (found !== undefined) return { ...found, query: (view) => ofAnyLabels(found.query(view)) };
  const meant = nearest(
    name,
    recordedSignals.map(({ record }) => record),
  );
  throw new Error(
    `a record must be one of docs/contract.yaml, got "${name}"${meant === undefined ? '' : `; did you mean ${meant}?`}`,
  );
}
