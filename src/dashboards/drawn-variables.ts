import { treeOf } from '../promql/build.js';
import { seriesNames } from '../promql/names.js';
import { targetUp } from '../signals/scraping/targets.js';
import { panelView } from '../signals/vocabulary/view.js';
import type { Dashboard, Row } from './dashboard.js';
import type { Drawing } from './drawing.js';
import { plainSignal } from './plain-signals.js';
import { type ChosenVariable, SOURCES, VARIABLE_OF } from './variables.js';

/** The series that a signal calculates from, as choices of the same variable. */
function calculatedFrom({ of, name, label }: ChosenVariable): readonly ChosenVariable[] {
  const read = seriesNames(treeOf(of.query(panelView('cluster', [])))).flatMap((record) => plainSignal(record) ?? []);
  return read.filter(({ labels }) => labels.includes(label)).map((one) => ({ name, of: one, label }));
}

/**
 * The variables of a dashboard of which a drawn panel has a label, and whose values somebody can say: who usually does, or else the
 * first plain series that a panel shows, or calculates from, with that label. Whatever is scraped has a cluster.
 */
export function variablesOf(
  { variables }: Pick<Dashboard, 'variables'>,
  rows: readonly Row[],
  { answered, cluster }: Pick<Drawing, 'answered' | 'cluster'>,
): readonly ChosenVariable[] {
  const queries = rows.flatMap(({ panels }) => panels.flatMap((panel) => (panel.kind === 'text' ? [] : panel.queries)));
  const repeats = rows.flatMap(({ panels }) => panels.flatMap((panel) => (panel.kind === 'text' ? [] : panel.repeat)));
  const said = ({ of }: Pick<ChosenVariable, 'of'>) => {
    const tree = treeOf(of.query(panelView(cluster.label, [])));
    return tree.kind === 'selector' && answered(tree).size > 0;
  };
  return variables.flatMap((name) => {
    const shown = queries.flatMap(({ of, ignoreVariables = [] }) =>
      of.labels
        .filter((label) => VARIABLE_OF[label] === name && !ignoreVariables.includes(label))
        .map((label) => ({ name, of, label })),
    );
    if (name !== 'cluster' && shown.length === 0 && !repeats.includes(name)) return [];
    const { of, label } = SOURCES[name];
    const candidates = [{ name, of, label }, ...shown, ...(name === 'cluster' ? [{ name, of: targetUp, label }] : [])];
    return candidates.find(said) ?? shown.flatMap(calculatedFrom).find(said) ?? [];
  });
}
