import {
  type DatasourceVariableKind,
  type QueryVariableKind,
  VariableHide,
  type VariableKind,
  type VariableOption,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboardv2';
import type { BoardVariable, SourceVariable, ValuesVariable } from '../board.js';
import { queryOf } from './query.js';

/** By the numbers of classic JSON. */
const REFRESH = [VariableRefresh.Never, VariableRefresh.OnDashboardLoad, VariableRefresh.OnTimeRangeChanged] as const;
const SORT = [VariableSort.Disabled, VariableSort.AlphabeticalAsc, VariableSort.AlphabeticalDesc] as const;

/** A variable of a dashboard. */
export function variableOf(variable: BoardVariable): VariableKind {
  return variable.type === 'datasource' ? sourceOf(variable) : valuesOf(variable);
}

function sourceOf(variable: SourceVariable): DatasourceVariableKind {
  return {
    kind: 'DatasourceVariable',
    spec: {
      ...commonOf(variable),
      pluginId: variable.query,
      refresh: VariableRefresh.Never,
      multi: false,
      includeAll: false,
    },
  };
}

function valuesOf(variable: ValuesVariable): QueryVariableKind {
  const { query, definition, refresh, sort, multi, includeAll, allValue } = variable;
  return {
    kind: 'QueryVariable',
    spec: {
      ...commonOf(variable),
      query: queryOf(query),
      definition,
      refresh: REFRESH[refresh] ?? VariableRefresh.Never,
      sort: SORT[sort] ?? VariableSort.Disabled,
      multi,
      includeAll,
      allValue,
    },
  };
}

function commonOf({ name, label, regex = '', current }: BoardVariable) {
  return {
    name,
    ...(label === undefined ? {} : { label }),
    current: optionOf(current),
    options: [],
    regex,
    hide: VariableHide.DontHide,
    skipUrlSync: false,
    allowCustomValue: true,
  };
}

/** Empty where nothing is chosen yet: Grafana takes its default then. */
function optionOf(current: BoardVariable['current']): VariableOption {
  return current === undefined ? { text: '', value: '' } : { text: current.text, value: current.value };
}
