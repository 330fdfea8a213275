import { once } from '../lib/once.js';
import { treeOf } from '../promql/build.js';
import { everySignal } from '../signals/registry.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import { ruleView } from '../signals/vocabulary/view.js';

const byRecord = once(
  (): ReadonlyMap<string, Signal> =>
    new Map(
      [...everySignal].reverse().flatMap((signal) => {
        const tree = treeOf(signal.query(ruleView('cluster')));
        return tree.kind === 'selector' && tree.name.includes(':') ? [[tree.name, signal] as const] : [];
      }),
    ),
);

/** The signal that reads a record as it is, or none; records of objectives among them. */
export function plainSignal(record: string): Signal | undefined {
  return byRecord().get(record);
}
