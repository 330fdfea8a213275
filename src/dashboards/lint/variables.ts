import { labelValues, queryVariables } from './classic.js';
import { isPromql } from './expressions.js';
import type { LintRule } from './rule.js';

/** Grafana asks for the values anew when the time shown changes. */
const ON_TIME_CHANGE = 2;
/** Types that Grafana applies to every query by itself. */
const APPLIED = ['adhoc', 'groupby'];

/** What readers choose from. */
export const variableRules: readonly LintRule[] = [
  {
    name: 'template-datasource-rule',
    sentence: 'the data source is a variable, of the type prometheus',
    findings: ({ uid, templating }) =>
      templating.list.some(
        ({ name, type, query }) => name === 'datasource' && type === 'datasource' && query === 'prometheus',
      )
        ? []
        : [`${uid}: $datasource`],
  },
  {
    name: 'template-label-promql-rule',
    sentence: 'every query variable is label_values() of a selector that is PromQL',
    findings: (dashboard) =>
      queryVariables(dashboard)
        .filter(({ definition }) => !isPromql(labelValues(definition)?.series ?? ''))
        .map(({ name, definition }) => `${dashboard.uid}: $${name}: ${definition}`),
  },
  {
    name: 'template-on-time-change-reload-rule',
    sentence: 'the values of variables are asked anew when the time changes',
    findings: (dashboard) =>
      queryVariables(dashboard)
        .filter(({ refresh }) => refresh !== ON_TIME_CHANGE)
        .map(({ name }) => `${dashboard.uid}: $${name}`),
  },
  {
    name: 'no-unused-variable',
    sentence: 'every variable is used by a panel, an annotation, or another variable',
    findings: ({ uid, panels, annotations, templating }) => {
      const drawn = JSON.stringify([panels, annotations]);
      return templating.list
        .filter(({ type }) => !APPLIED.includes(type))
        .filter(({ name }) => {
          const others = templating.list.filter((other) => other.name !== name);
          const used = drawn + JSON.stringify(others);
          const repeated = panels.some((row) => [row, ...row.panels].some(({ repeat }) => repeat === name));
          // A name may be anything, also what a pattern would read as its own.
          const escaped = name.replace(/\W/g, '\\$&');
          return !repeated && !new RegExp(`\\$(\\{${escaped}[:}]|${escaped}\\b)|\\[\\[${escaped}[:\\]]`).test(used);
        })
        .map(({ name }) => `${uid}: $${name}`);
    },
  },
];
