import { RUNTIMES } from '../../config/runtimes.js';
import { catalogue } from '../../metrics/catalogue.js';
import type { Component } from '../../metrics/components.js';
import { check } from '../check.js';
import { PAGES } from '../pages.js';
import { counted, namesText, unique, whoIs } from '../words.js';

/** Exporters all of whose names begin alike, and that change with each release. */
const FOLLOWED: readonly Component[] = [...RUNTIMES, 'sglangRouter'];
const PREFIX = /^[a-z0-9]+[:_]/;
/** What clients add on their own account. */
const OF_CLIENTS = /_(?:created|total|bucket|sum|count)$/;

const known = new Set(catalogue.flatMap(({ name }) => [name, name.replace(OF_CLIENTS, '')]));
const prefixes = prefixesOf();

/** Metrics of engines and routers that the catalogue does not know: a newer release. */
export const metricsUnknown = check('metrics-unknown', ['prometheus'], ({ prometheus: { pages = [] } }) =>
  [...prefixes].flatMap(([prefix, component]) => {
    const showing = pages.flatMap((page) => {
      const names = Object.keys(page.types).filter((name) => name.startsWith(prefix) && !isKnown(name));
      return names.length === 0 ? [] : [{ page, names }];
    });
    const names = unique(showing.flatMap((one) => one.names)).toSorted();
    if (names.length === 0) return [];
    return [
      {
        severity: 'note' as const,
        subject: `${component} shows ${counted(names.length, 'metric')} that the catalogue does not know: ${namesText(names)}`,
        evidence: [
          {
            query: 'GET /api/v1/targets/metadata',
            value: `${namesText(showing.map(({ page }) => whoIs(page.labels)))}: ${namesText(names, names.length)}`,
          },
        ],
        meaning:
          'Its release is newer than this program, or built otherwise. What is new is dropped; what it replaced may be missing.',
        remedy: 'Take a newer release of this program, or keep what you need as it is: scrape.keep with unlisted.',
        page: PAGES.metrics,
      },
    ];
  }),
);

function isKnown(name: string): boolean {
  return known.has(name) || known.has(name.replace(OF_CLIENTS, ''));
}

/** What names of one exporter begin with, and of no other. */
function prefixesOf(): ReadonlyMap<string, Component> {
  const owners = new Map<string, Set<Component>>();
  for (const { name, component } of catalogue) {
    const [prefix] = PREFIX.exec(name) ?? [];
    if (prefix !== undefined) owners.set(prefix, (owners.get(prefix) ?? new Set()).add(component));
  }
  return new Map(
    [...owners].flatMap(([prefix, components]) => {
      const [only, ...others] = components;
      return only !== undefined && others.length === 0 && FOLLOWED.includes(only) ? [[prefix, only] as const] : [];
    }),
  );
}
