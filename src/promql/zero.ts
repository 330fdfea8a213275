import type { Tree } from './tree.js';

/** Whether an expression is 0 whatever it asks: what follows an `or` so that nothing reads as none. It measures nothing. */
export function isZero(tree: Tree): boolean {
  return (
    tree.kind === 'binary' && tree.operator === '*' && tree.left.kind === 'literal' && Number(tree.left.text) === 0
  );
}
