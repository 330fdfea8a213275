import { ApiObject } from 'cdk8s';
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
  return scope.node
    .findAll()
    .filter((child) => child instanceof ApiObject)
    .map((object) => ({ title: `${object.kind} ${object.name}`, object: object.toJson() }));
}

/** What is wrong with objects whatever they are for: against their schemas, with their names, with their sizes. */
export function objectProblems(manifests: readonly Manifest[]): readonly string[] {
  return [
    ...manifests.flatMap(({ title, object }) => schemaErrors(object).map((error) => `${title}: ${error}`)),
    ...duplicates(manifests),
    ...manifests.flatMap(({ title, object }) => tooLarge(object).map((problem) => `${title}: ${problem}`)),
  ];
}

/** Two objects of one kind and name would be one file, whatever their namespaces. */
function duplicates(manifests: readonly Manifest[]): readonly string[] {
  const titles = manifests.map(({ title }) => title);
  return titles
    .filter((title, index) => titles.indexOf(title) !== index)
    .map((title) => `${title}: there is another object of that kind and name`);
}
