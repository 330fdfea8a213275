import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Manifest } from '../objects/manifest.js';

/** Every object below a construct as it will be written. */
export function manifestsBelow(scope: Construct): readonly Manifest[] {
  return objectsIn(scope).map((object) => ({ title: titleOf(object), object: object.toJson() }));
}

/** Kind and name of every object below a construct. */
export function titlesBelow(scope: Construct): readonly string[] {
  return objectsIn(scope).map(titleOf);
}

function objectsIn(scope: Construct): readonly ApiObject[] {
  return scope.node.findAll().filter((child) => child instanceof ApiObject);
}

function titleOf({ kind, name }: ApiObject): string {
  return `${kind} ${name}`;
}
