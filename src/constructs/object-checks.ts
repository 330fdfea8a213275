import { ApiObject, Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import { schemaFindings } from '../../imports/schemas.js';
import { pathText } from '../files/schema-problems.js';
import { shown, valueAt } from '../files/shown.js';
import { type FromFile, placeOf, settingThatSays } from '../files/written.js';
import type { Problem } from '../lib/problem.js';
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

/**
 * What is wrong with objects of an environment whatever they are for: against their schemas, with their names. What one setting alone
 * says, word for word, is told there.
 */
export function objectProblems(scope: Construct, environment: FromFile): readonly Problem[] {
  return [
    ...manifestsBelow(scope).flatMap((manifest) => schemaProblems(manifest, environment)),
    ...duplicates(objectsIn(scope), objectsIn(Chart.of(scope))).map((message) => ({
      ...placeOf(environment),
      message,
    })),
  ];
}

/** Which objects are larger than a cluster takes. */
export function sizeProblems(scope: Construct): readonly string[] {
  return manifestsBelow(scope).flatMap(({ title, object }) =>
    tooLarge(object).map((problem) => `${title}: ${problem}`),
  );
}

function schemaProblems({ title, object }: Manifest, environment: FromFile): readonly Problem[] {
  return schemaFindings(object).map(({ path, message }) => {
    const found = valueAt(object, path);
    const setting = typeof found === 'string' ? settingThatSays(environment, found) : undefined;
    const where = path.length === 0 ? title : `${title}: ${pathText(path)}`;
    const said = setting === undefined ? '' : `, as only ${pathText(setting)} says`;
    return { ...placeOf(environment, setting ?? []), message: `${where} ${message}, got ${shown(found)}${said}` };
  });
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
