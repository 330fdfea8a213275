import { Chart } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import type { Environment } from '../config/environment.js';
import type { Objective } from '../config/objectives.js';
import type { Plan } from '../plan/plan.js';
import type { WatchedGroup } from '../rules/evaluated.js';
import { recordsIn } from '../rules/extra/read.js';

/** What constructs of a program tell of, beside their environment. */
interface Told {
  readonly environment: Environment;
  /** Names of alerts that people are told of. */
  readonly alerts?: readonly string[];
  readonly objectives?: readonly Objective[];
  /** Names of what is recorded. */
  readonly records?: readonly string[];
  /** Groups of rules whose evaluation is watched. */
  readonly watched?: readonly WatchedGroup[];
  /** Names that nothing else in the cluster may have, as in `alert QueueLong`. */
  readonly named?: readonly string[];
}

const told = new WeakMap<IConstruct, Told>();

/** Says what a construct tells of. */
export function tellsOf(scope: IConstruct, own: Told): void {
  told.set(scope, own);
}

/** What constructs of the same tree tell of an environment, wherever they stand in it. */
export function toldBeside(
  scope: IConstruct,
  environment: Environment,
): Required<Pick<Told, 'alerts' | 'objectives' | 'records' | 'watched'>> {
  const all = inTree(scope).filter(([, one]) => one.environment === environment);
  return {
    alerts: all.flatMap(([, { alerts = [] }]) => alerts),
    objectives: all.flatMap(([, { objectives = [] }]) => objectives),
    records: all.flatMap(([, { records = [] }]) => records),
    watched: all.flatMap(([, { watched = [] }]) => watched),
  };
}

/** The names of everything that is recorded in an environment: by us, by files of rules and by constructs of the same tree. */
export function recordedBeside(
  scope: IConstruct,
  { environment, recordedNames, extraRules }: Plan,
): ReadonlySet<string> {
  return new Set([...recordedNames, ...recordsIn(extraRules), ...toldBeside(scope, environment).records]);
}

/** The names that a construct tells of. */
export function namesOf(scope: IConstruct): readonly string[] {
  return told.get(scope)?.named ?? [];
}

/**
 * The names of a construct that one before it in the tree has as well, each with the path of that one: of the same environment, or in the
 * same chart, which is one cluster.
 */
export function namedBefore(scope: Construct): readonly { readonly name: string; readonly path: string }[] {
  const own = told.get(scope);
  if (own === undefined) return [];
  const all = inTree(scope);
  const before = all
    .slice(
      0,
      all.findIndex(([node]) => node === scope),
    )
    .filter(([node, one]) => one.environment === own.environment || chartOf(node) === chartOf(scope));
  return (own.named ?? []).flatMap((name) => {
    const [first] = before.find(([, one]) => one.named?.includes(name) === true) ?? [];
    return first === undefined ? [] : [{ name, path: first.node.path }];
  });
}

function inTree(scope: IConstruct): readonly (readonly [IConstruct, Told])[] {
  return scope.node.root.node.findAll().flatMap((node) => {
    const one = told.get(node);
    return one === undefined ? [] : [[node, one] as const];
  });
}

function chartOf(scope: IConstruct): IConstruct | undefined {
  return scope.node.scopes.findLast((one) => Chart.isChart(one));
}
