import type { IConstruct } from 'constructs';
import type { Environment } from '../config/environment.js';
import type { Objective } from '../config/objectives.js';

/** What constructs of a program tell people of, beside their environment. */
interface Told {
  readonly environment: Environment;
  /** Names of alerts. */
  readonly alerts?: readonly string[];
  readonly objectives?: readonly Objective[];
}

const told = new WeakMap<IConstruct, Told>();

/** Says what a construct tells people of. */
export function tellsOf(scope: IConstruct, own: Told): void {
  told.set(scope, own);
}

/** What constructs of the same tree tell of an environment, wherever they stand in it. */
export function toldBeside(scope: IConstruct, environment: Told['environment']): Required<Omit<Told, 'environment'>> {
  const all = scope.node.root.node
    .findAll()
    .flatMap((node) => told.get(node) ?? [])
    .filter((one) => one.environment === environment);
  return {
    alerts: all.flatMap(({ alerts = [] }) => alerts),
    objectives: all.flatMap(({ objectives = [] }) => objectives),
  };
}
