import type { Ask, Shown } from './answer.js';
import type { Dashboard, Variable } from './dashboard.js';
import { type Chosen, interpolated, type Variables } from './interpolate.js';

/** What somebody chose, by the name of the variable; what is not there stays as the dashboard has it. */
export type Selection = Readonly<Record<string, readonly string[]>>;

/** What Grafana writes for All. */
export const ALL = '$__all';
const LABEL_VALUES = /^label_values\(\s*(?:(?<match>[\s\S]+),\s*)?(?<label>\w+)\s*\)\s*$/;

/** Options and values of all variables, in their order: those of one narrow those after it. Throws with a query that it cannot read. */
export async function resolvedVariables(
  dashboard: Dashboard,
  selection: Selection,
  shown: Shown,
  ask: Ask,
): Promise<Variables> {
  const variables = new Map<string, Chosen>();
  for (const variable of dashboard.templating.list) {
    const options = await optionsOf(variable, variables, shown, ask);
    variables.set(variable.name, chosenOf(variable, options, selection[variable.name]));
  }
  return variables;
}

async function optionsOf(variable: Variable, before: Variables, shown: Shown, ask: Ask): Promise<readonly string[]> {
  const query = typeof variable.query === 'object' ? variable.query.query : (variable.query ?? '');
  if (variable.type === 'datasource') return ['prometheus'];
  if (variable.type === 'custom' || variable.type === 'interval') return query.split(',').map((one) => one.trim());
  if (variable.type !== 'query') return [query];
  // Grafana takes one that asks nothing.
  if (query === '') return [];
  const { label, match } = LABEL_VALUES.exec(query)?.groups ?? {};
  if (label === undefined) throw new Error(`a variable must ask for label_values, got "${query}"`);
  const { values } = await ask({
    kind: 'values',
    label,
    ...(match === undefined ? {} : { match: interpolated(match, before, {}, shown, shown.scrapeSeconds) }),
  });
  return sorted(values.filter(kept(variable.regex)), variable.sort ?? 0);
}

/** Of a regular expression between slashes or not; everything without one. */
function kept(regex = ''): (value: string) => boolean {
  const body = /^\/(?<body>.*)\/[a-z]*$/s.exec(regex)?.groups?.['body'] ?? regex;
  const expression = new RegExp(body);
  return (value) => body === '' || expression.test(value);
}

/** Grafana's numbers: 1 and 2 by letter, 3 and 4 by number, 5 and 6 by letter whatever the case; even ones downwards. */
function sorted(values: readonly string[], sort: number): readonly string[] {
  if (sort === 0) return values;
  const numbers = sort === 3 || sort === 4;
  const up = [...values].sort((a, b) =>
    numbers ? Number.parseFloat(a) - Number.parseFloat(b) : a < b ? -1 : a > b ? 1 : 0,
  );
  return sort % 2 === 0 ? up.reverse() : up;
}

function chosenOf(variable: Variable, options: readonly string[], selected: readonly string[] | undefined): Chosen {
  const current = variable.current?.value ?? [];
  const saved = typeof current === 'string' ? [current] : current;
  // Of what was saved with a dashboard, Grafana keeps what there is.
  const asked = selected ?? saved.filter((value) => value === ALL || options.length === 0 || options.includes(value));
  const includeAll = variable.includeAll === true;
  const all = includeAll && (asked.length === 0 || asked.includes(ALL));
  const [first] = options;
  const values = all ? options : asked.length > 0 ? asked : first === undefined ? [] : [first];
  return {
    name: variable.name,
    label: variable.label ?? variable.name,
    hidden: variable.hide === 2,
    options,
    values,
    all,
    allValue: variable.allValue === '' ? undefined : variable.allValue,
    single: variable.multi !== true && !includeAll,
  };
}
