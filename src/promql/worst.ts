import { printTree } from './format.js';
import { parsePromql } from './parse.js';
import type { Tree } from './tree.js';

/** How many of many are shown, and at which end the worst are. */
export interface Worst {
  readonly count: number;
  readonly is: 'highest' | 'lowest';
}

const CHOOSING = { highest: 'topk', lowest: 'bottomk' } as const;
const EXTREME = { highest: 'max_over_time', lowest: 'min_over_time' } as const;
const SHOWN = { window: '$__range', step: '$__interval' } as const;
const AT_END = '@ end()';

/**
 * The worst of the time that is shown. They are chosen once for all of it, by the worst of the very points that are drawn, so that no
 * line comes and goes as a plain topk at each point would have it. What is chosen from is read twice. Throws where the text is not PromQL.
 *
 *     x and topk(10, max_over_time(x[$__range:$__interval] @ end()))
 */
export function worstOverTime(expression: string, worst: Worst): string {
  return printTree(chosenOnce(chosenFrom(parsePromql(expression), worst)));
}

/** The same choice by rank as one for all of the time shown; any other expression as it is. */
export function chosenOnce(tree: Tree): Tree {
  if (tree.kind !== 'aggregate' || !isByRank(tree) || isChosenOnce(tree)) return tree;
  const [count, shown] = tree.args;
  if (count === undefined || shown === undefined) return tree;
  const over: Tree = { kind: 'moved', to: AT_END, operand: { kind: 'range', operand: shown, ...SHOWN } };
  const name = tree.operator === CHOOSING.lowest ? EXTREME.lowest : EXTREME.highest;
  const right: Tree = { ...tree, args: [count, { kind: 'call', name, args: [over] }] };
  return { kind: 'binary', operator: 'and', modifiers: [], left: shown, right };
}

/** The worst of now, for what is asked once. Throws where the text is not PromQL. */
export function worstNow(expression: string, worst: Worst): string {
  return printTree(chosenFrom(parsePromql(expression), worst));
}

/** What the worst over time are chosen from; nothing of any other expression. */
export function allOfWorst(tree: Tree): Tree | undefined {
  if (tree.kind !== 'binary' || tree.operator !== 'and') return undefined;
  return isChosenOnce(tree.right) ? tree.left : undefined;
}

/** Whether an expression is a choice by rank that is the same at every point of a graph. */
export function isChosenOnce(tree: Tree): boolean {
  const [, over] = tree.kind === 'aggregate' && isByRank(tree) ? tree.args : [];
  return over?.kind === 'call' && over.args.every((one) => one.kind === 'moved' && one.to === AT_END);
}

/** Whether an expression chooses series by rank. */
export function isByRank(tree: Tree): boolean {
  return tree.kind === 'aggregate' && (tree.operator === CHOOSING.highest || tree.operator === CHOOSING.lowest);
}

function chosenFrom(from: Tree, { count, is }: Worst): Tree {
  return {
    kind: 'aggregate',
    operator: CHOOSING[is],
    modifiers: [],
    args: [{ kind: 'literal', text: String(count) }, from],
  };
}
