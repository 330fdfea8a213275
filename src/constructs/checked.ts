import type { Construct, IConstruct } from 'constructs';
import { type Problem, problemLine } from '../lib/problem.js';

/** The checks of each construct; cdk8s takes texts only, which have lost where something is wrong. */
const checks = new WeakMap<IConstruct, readonly (() => readonly Problem[])[]>();

/** Makes synth refuse what a check finds wrong with a construct. */
export function checkedBy(scope: Construct, check: () => readonly Problem[]): void {
  checks.set(scope, [...(checks.get(scope) ?? []), check]);
  scope.node.addValidation({ validate: () => check().map(problemLine) });
}

/** All that is wrong with a construct and those below it, without writing anything. */
export function problemsBelow(scope: IConstruct): readonly Problem[] {
  return scope.node.findAll().flatMap((node) => (checks.get(node) ?? []).flatMap((check) => check()));
}
