import { schemaFindings } from '../../imports/schemas.js';
import { shown, valueAt } from '../files/shown.js';
import { type FromFile, placeOf, settingThatSays } from '../files/written.js';
import { pathText } from '../lib/path-text.js';
import type { Problem } from '../lib/problem.js';
import type { Manifest } from './manifest.js';
import { tooLarge } from './sizes.js';

/** What the schemas of objects of an environment say against them. What one setting alone says, word for word, is told there. */
export function schemaProblems(manifests: readonly Manifest[], environment: FromFile): readonly Problem[] {
  return manifests.flatMap(({ title, object }) =>
    schemaFindings(object).map(({ path, message }) => {
      const found = valueAt(object, path);
      const setting = typeof found === 'string' ? settingThatSays(environment, found) : undefined;
      const where = path.length === 0 ? title : `${title}: ${pathText(path)}`;
      const said = setting === undefined ? '' : `, as only ${pathText(setting)} says`;
      return { ...placeOf(environment, setting ?? []), message: `${where} ${message}, got ${shown(found)}${said}` };
    }),
  );
}

/** Two objects of one kind and name would be one file of the chart, whatever their namespaces and whoever else has made them. */
export function duplicates(own: readonly string[], all: readonly string[]): readonly string[] {
  const once = new Set<string>();
  const again = new Set(all.filter((title) => once.has(title) || !once.add(title)));
  return [...new Set(own)]
    .filter((title) => again.has(title))
    .map((title) => `${title}: there is another object of that kind and name`);
}

/** Which objects are larger than a cluster takes. */
export function sizeProblems(manifests: readonly Manifest[]): readonly string[] {
  return manifests.flatMap(({ title, object }) => tooLarge(object).map((problem) => `${title}: ${problem}`));
}
