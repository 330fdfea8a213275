import { ApiObject } from 'cdk8s';
import { stringify } from 'yaml';
import { z } from 'zod';
import { createApp } from '../../src/app/app.js';
import { dashboards } from '../../src/dashboards/index.js';
import { documentedAlerts } from '../../src/documented/documented-alert.js';
import { EVERYTHING } from '../../src/documented/everything.js';
import { planned } from '../../src/documented/planned.js';
import { labelsOfSeries, recordRules } from '../../src/documented/series.js';

const PREFACE = `# What others rely on: written by npm run contract, from an environment with everything on. A line that goes or changes here
# breaks somebody's routes, dashboards, bookmarks or sync; CHANGELOG.md says what to do about it. Names of objectives, and
# labels that an environment file adds, are the installation's own.
`;

const drawn = z.object({ templating: z.object({ list: z.array(z.object({ name: z.string() })) }) });

/** The public contract as YAML, sorted: alerts, recorded series, dashboards, runbooks as dashboards, and objects of a version. */
export function contract(version: string): string {
  return `${PREFACE}${stringify(
    {
      version,
      alerts: Object.fromEntries(sorted(documentedAlerts(planned(EVERYTHING)).map(alertOf))),
      records: Object.fromEntries(sorted(recordsWithLabels())),
      dashboards: Object.fromEntries(
        sorted(dashboards.map(({ uid, variables }) => [uid, { variables: ['datasource', ...variables] }])),
      ),
      runbooks: Object.fromEntries(
        sorted(planned(EVERYTHING).runbooks.map(({ uid, json }) => [uid, variablesIn(json)])),
      ),
      objects: objects(),
    },
    { lineWidth: 0, flowCollectionPadding: false, collectionStyle: 'any' },
  )}`;
}

function alertOf({ name, rules, labels, lists, dashboard }: ReturnType<typeof documentedAlerts>[number]) {
  const severities = [...new Set(rules.map((rule) => rule.labels['severity'] ?? ''))].sort();
  const overrides = lists.length === 0 ? {} : { overrides: lists };
  return [name, { severity: severities.join(', '), dashboard, labels: labels.toSorted(), ...overrides }] as const;
}

/** Each recorded series with its labels; those that only some of its rules set are among them. */
function recordsWithLabels(): readonly (readonly [string, readonly string[]])[] {
  const rules = recordRules(planned(EVERYTHING));
  const labelsOf = labelsOfSeries(planned(EVERYTHING), []);
  return [...new Set(rules.map(({ record }) => record))].map((record) => {
    const own = rules.filter((rule) => rule.record === record).flatMap(({ labels = {} }) => Object.keys(labels));
    return [record, [...new Set([...labelsOf(record), ...own])].sort()];
  });
}

/** What alerts fill in where they link to a page, and bookmarks hold. */
function variablesIn(json: string): { readonly variables: readonly string[] } {
  const { templating } = drawn.parse(JSON.parse(json));
  return { variables: templating.list.map(({ name }) => name) };
}

function objects(): readonly string[] {
  return createApp([EVERYTHING], 'unused')
    .charts.flatMap((chart) => chart.node.findAll())
    .filter((child) => child instanceof ApiObject)
    .map(({ kind, name }) => `${kind} ${name}`)
    .sort();
}

function sorted<Value>(entries: readonly (readonly [string, Value])[]): readonly (readonly [string, Value])[] {
  return entries.toSorted(([a], [b]) => (a < b ? -1 : 1));
}
