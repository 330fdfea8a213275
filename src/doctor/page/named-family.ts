import { catalogueName } from '../shown-family.js';
import type { PageFamily } from './exposition.js';

/** A family of a page with the name that the catalogue has for it. */
export interface NamedFamily extends PageFamily {
  /** As the exporter spelt it. */
  readonly spelt: string;
}

/** The families of a page by the names that the catalogue has for them; what the exporter's library adds is left out. */
export function namedFamilies(families: readonly PageFamily[]): readonly NamedFamily[] {
  return families
    .filter(({ name }) => !name.endsWith('_created'))
    .map((family) => ({ ...family, spelt: family.name, name: catalogueName(family.name) }));
}
