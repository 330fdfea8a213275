import { expect, inject, test } from 'vitest';
import { DEFAULT_ENVIRONMENT } from '../../src/documented/default-environment.js';
import { planned } from '../../src/documented/planned.js';
import { labelsOfSeries, recordRules } from '../../src/documented/series.js';
import { catalogue } from '../../src/metrics/catalogue.js';
import { metricsRead, seriesNames } from '../../src/promql/names.js';
import { parsePromql } from '../../src/promql/parse.js';
import { selectorsIn } from '../../src/promql/tree.js';
import type { RuleGroup } from '../../src/rules/rule-group.js';
import { placesOf } from '../../src/scraping/places.js';
import { namespacesOf } from '../../src/scraping/platform-series.js';
import { metricsOfSignals } from '../../src/signals/kept-metrics.js';
import { checkRules } from '../support/promtool.js';
import { blocks, pages } from './pages.js';

const { promtool } = inject('prometheus');
const recorded: readonly string[] = recordRules(planned(DEFAULT_ENVIRONMENT)).map(({ record }) => record);
/** Exporters that others scrape, and what Prometheus writes itself. */
const NOT_OURS = ['dcgm', 'kubernetes', 'prometheus'];

const queries = pages.flatMap(({ file, text }) => blocks(text, 'promql').map((query) => ({ file, query })));
const line = ({ file, query }: { readonly file: string; readonly query: string }) => `${file}: ${query}`;

test('every page of an alert has queries', () => {
  const without = pages.filter(({ file, text }) => file.startsWith('Arks') && blocks(text, 'promql').length < 2);
  expect(without.map(({ file }) => file)).toEqual([]);
});

test('every query is PromQL, to us and to Prometheus', async () => {
  for (const { query } of queries) expect(() => seriesNames(query)).not.toThrow();
  const rules = queries.map(({ query }, index) => ({
    record: `application:arks_query:number${index}` as const,
    expr: query,
  }));
  const group: RuleGroup = { name: 'queries', interval: '1m', rules };
  expect(await checkRules(promtool, [group])).toMatchObject({ ok: true });
});

test('every query reads recorded series that a rule records, and metrics of the catalogue that are kept', () => {
  const isKept = (name: string) =>
    metricsRead(name).some(
      (metric) =>
        metricsOfSignals.has(metric) ||
        catalogue.some(({ name: known, component }) => known === metric && NOT_OURS.includes(component)),
    );
  const unknown = queries.filter(({ query }) =>
    seriesNames(query).some((name) => !recorded.includes(name) && !isKept(name)),
  );
  expect(unknown.map(line)).toEqual([]);
});

test('a query asks a recorded series only for labels that it carries', () => {
  const labels = labelsOfSeries(planned(DEFAULT_ENVIRONMENT), []);
  const wrong = queries.filter(({ query }) =>
    [...query.matchAll(/(\w+:arks_\w+:\w+)\{([^}]*)\}/g)].some(([, name = '', matchers = '']) =>
      [...matchers.matchAll(/(\w+)(?:=|!)/g)].some(([, label = '']) => !labels(name).includes(label)),
    ),
  );
  expect(wrong.map(line)).toEqual([]);
});

test('a query reads what a part of the platform says of itself in the namespace of that part, as its alert does', () => {
  const places = placesOf(DEFAULT_ENVIRONMENT);
  const elsewhere = queries.filter(({ query }) =>
    selectorsIn(parsePromql(query)).some((selector) => {
      const namespaces = namespacesOf(selector, places);
      return namespaces.length > 0 && !selector.matchers.some(({ label }) => label === 'namespace');
    }),
  );
  expect(elsewhere.map(line)).toEqual([]);
});

test('a query holds no placeholder that somebody would have to replace first', () => {
  // People copy queries at night: one that is still to be filled in finds nothing, and looks like good news.
  // Placeholders that a reader could not run.
  expect(queries.filter(({ query }) => /<\w+>|\.\.\.|TODO/.test(query)).map(line)).toEqual([]);
});
