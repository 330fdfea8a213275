import { panelsOf, placedIn, queryVariables } from './classic.js';
import type { LintRule } from './rule.js';
import { inPanels } from './rule.js';

const CHOSEN = `\${datasource}`;
/** Words: a number or a dash without data would be taken for a measurement. */
const WORDS = /^[A-Za-z][\w ,'-]+$/;

/** Of the worst alone the grouping is inside of the choice, which may be on lines of its own. */
const GROUPED = /^(?:topk\(\s*\d+,\s*)?(?:sum|max|min|count|avg) by \(([^)]*)\) \(/;

/** What a panel says of itself, and where it asks. */
export const panelRules: readonly LintRule[] = [
  {
    name: 'panel-datasource-rule',
    sentence: 'panels, queries, annotations and variables ask the chosen data source, never a fixed one',
    findings: (dashboard) => [
      ...inPanels(({ datasource, targets }) =>
        [datasource, ...targets.map((target) => target.datasource)].some((one) => one?.uid !== CHOSEN),
      )(dashboard),
      ...[...dashboard.annotations.list.filter(({ expr }) => expr !== ''), ...queryVariables(dashboard)]
        .filter(({ datasource }) => datasource?.uid !== CHOSEN)
        .map(({ name }) => `${dashboard.uid}: ${name}`),
    ],
  },
  {
    name: 'panel-title-description-rule',
    sentence: 'every panel that asks something has a title and a description',
    findings: inPanels(({ title, description }) => title.trim() === '' || description.trim() === ''),
  },
  {
    name: 'panel-units-rule',
    sentence: 'every panel that asks something has a unit',
    findings: inPanels(({ fieldConfig }) => fieldConfig.defaults.unit === ''),
  },
  {
    name: 'panel-no-value',
    sentence: 'every panel that asks something says in words what it shows without data',
    findings: inPanels(({ fieldConfig }) => !WORDS.test(fieldConfig.defaults.noValue)),
  },
  {
    name: 'panel-no-targets-rule',
    sentence: 'every panel that is no text asks something',
    findings: inPanels(({ targets }) => targets.every(({ expr }) => expr.trim() === '')),
  },
  {
    name: 'table-of-whole-rows',
    sentence: 'all queries of a table are grouped by the same labels, or Grafana would not make one row of them',
    findings: inPanels(({ type, targets }) => {
      const labels = targets.map(({ expr }) => GROUPED.exec(expr)?.[1]);
      return type === 'table' && (labels.includes(undefined) || new Set(labels).size > 1);
    }),
  },
  {
    name: 'nothing-cut-off',
    sentence: 'only bars begin at 0 or at a value above it: a budget may be overspent, and a line may be far from 0',
    findings: inPanels(
      ({ type, fieldConfig: { defaults } }) =>
        type !== 'bargauge' && typeof defaults.min === 'number' && defaults.min >= 0,
    ),
  },
  {
    name: 'no-duplicate-ref-id',
    sentence: 'every query of a panel has a refId of its own',
    findings: inPanels(({ targets }) => twice(targets.map(({ refId }) => refId)).length > 0),
  },
  {
    name: 'no-duplicate-id',
    sentence: 'every panel and row has an id of its own',
    findings: (dashboard) => twice(placedIn(dashboard).map(({ id }) => id)).map((id) => `${dashboard.uid}: id ${id}`),
  },
  {
    name: 'no-duplicate-title',
    sentence: 'every panel of a dashboard has a title of its own',
    findings: (dashboard) =>
      twice(panelsOf(dashboard).map(({ title }) => title)).map((title) => `${dashboard.uid}: "${title}"`),
  },
];

/** What a list has more than once. */
function twice<T>(values: readonly T[]): readonly T[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}
