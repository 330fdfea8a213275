import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { schemaErrors } from '../../imports/schemas.js';
import { tooLarge } from './sizes.js';

/** An object as it will be written. */
export interface Manifest {
  readonly title: string;
  readonly object: unknown;
}

/** Every object below a construct as it will be written. */
export function manifestsBelow(scope: Construct): readonly Manifest[] {
  return objectsIn(scope).map((object) => ({ title: titleOf(object), object: object.toJson() }));
}

/** What is wrong with objects whatever they are for: against their schemas, with their names. */
export function objectProblems(scope: Construct): readonly string[] {
  const manifests = manifestsBelow(scope);
  return [
    ...manifests.flatMap(({ title, object }) => schemaErrors(object).map((error) => `${title}: ${error}`)),
    ...duplicates(objectsIn(scope), objectsIn(Chart.of(scope))),
  ];
}

/** Which objects are larger than a cluster takes. */
export function sizeProblems(scope: Construct): readonly string[] {
  return manifestsBelow(scope).flatMap(({ title, object }) =>
    tooLarge(object).map((problem) => `${title}: ${problem}`),
  );
}

/** Two objects of one kind and name would be one file of the chart, whatever their namespaces and whoever else has made them. */
function duplicates(own: readonly ApiObject[], all: readonly ApiObject[]): readonly string[] {
  const once = new Set<string>();
  const again = new Set(all.map(titleOf).filter((title) => once.has(title) || !once.add(title)));
  return [...new Set(own.map(titleOf))]
    .filter((title) => again.has(title))
    .map((title) => `${title}: there is another object of that kind and name`);
}

function objectsIn(scope: Construct): readonly ApiObject[] {
  return scope.node.findAll().filter((child) => child instanceof ApiObject);
}

function titleOf({ kind, name }: ApiObject): string {
  return `${kind} ${name}`;
}
