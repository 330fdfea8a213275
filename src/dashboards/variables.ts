import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { Matcher, RecordedName } from '../promql/build.js';
import { select, text } from '../promql/build.js';

/** Absent labels match as well, so that a Prometheus of one cluster needs no cluster label. */
const ALL = '.*';
export const DATASOURCE = { type: 'prometheus', uid: `\${datasource}` };

/** Where the values of a variable come from: a recorded series with few label sets, and its label. */
interface Source {
  readonly series: RecordedName;
  readonly label: string;
  readonly title: string;
}

const REPLICAS = 'application:arks_replicas:count';
const SOURCES = {
  cluster: { series: REPLICAS, label: 'cluster', title: 'Cluster' },
  namespace: { series: REPLICAS, label: 'namespace', title: 'Namespace' },
  application: { series: REPLICAS, label: 'application', title: 'Application' },
  role: { series: REPLICAS, label: 'role', title: 'Role' },
  model: { series: 'application:arks_requests_running:sum', label: 'model_name', title: 'Model' },
  runtime: { series: 'application:arks_requests_running:sum', label: 'runtime', title: 'Runtime' },
  pod: { series: 'pod:arks_requests_running:sum', label: 'pod', title: 'Replica' },
  user: { series: 'tenant:arks_tokens:rate5m', label: 'user', title: 'User' },
  rule: { series: 'tenant:arks_rate_limit_hits:rate5m', label: 'rule_type', title: 'Rule' },
  quota_name: { series: 'tenant:arks_quota_limit:max', label: 'quota_name', title: 'Quota' },
  slo: { series: 'slo:arks_total:rate5m', label: 'slo', title: 'Objective' },
} as const satisfies Readonly<Record<string, Source>>;

export type VariableName = keyof typeof SOURCES;

/** Labels of series that a variable is about. */
const LABELS: Readonly<Record<string, VariableName>> = {
  namespace: 'namespace',
  application: 'application',
  role: 'role',
  model_name: 'model',
  model: 'model',
  runtime: 'runtime',
  pod: 'pod',
  user: 'user',
  rule_type: 'rule',
  quota_name: 'quota_name',
  slo: 'slo',
};

/** Matchers for what the variables of a dashboard choose, of those labels that a signal's series have. */
export function chosen(
  labels: readonly string[],
  variables: readonly VariableName[],
  cluster: string,
): readonly Matcher[] {
  const own = labels.flatMap((label): readonly Matcher[] => {
    const variable = LABELS[label];
    return variable === undefined || !variables.includes(variable) ? [] : [matches(label, variable)];
  });
  return [matches(cluster, 'cluster'), ...own];
}

/** The variables of a dashboard: the data source first, then each narrowed by those before it. */
export function variableBuilders(variables: readonly VariableName[], cluster: string) {
  const source = new DatasourceVariableBuilder('datasource').label('Data source').type('prometheus');
  return [
    source,
    ...variables.map((name, index) => {
      const { series, label, title } = SOURCES[name];
      const labels = name === 'cluster' ? [] : labelsOf(series);
      const earlier = variables.slice(0, index).filter((other) => other !== 'cluster');
      const matchers = name === 'cluster' ? [] : chosen(labels, earlier, cluster);
      const values = name === 'cluster' ? cluster : label;
      const query = `label_values(${text(select(series, matchers))}, ${values})`;
      return new QueryVariableBuilder(name)
        .label(title)
        .datasource(DATASOURCE)
        .query({ qryType: 1, query, refId: 'PrometheusVariableQueryEditor-VariableQuery' })
        .definition(query)
        .current({ selected: true, text: ['All'], value: ['$__all'] })
        .multi(true)
        .includeAll(true)
        .allValue(ALL)
        .refresh(VariableRefresh.OnTimeRangeChanged)
        .sort(VariableSort.AlphabeticalAsc);
    }),
  ];
}

function matches(label: string, variable: VariableName): Matcher {
  return { label, operator: '=~', value: `$${variable}` };
}

/** Labels of the series that variables come from. */
function labelsOf(series: RecordedName): readonly string[] {
  if (series === REPLICAS) return ['namespace', 'application', 'role'];
  if (series.startsWith('application:')) return ['namespace', 'application', 'role', 'model_name', 'runtime'];
  if (series.startsWith('pod:')) return ['namespace', 'application', 'role', 'model_name', 'runtime', 'pod'];
  if (series === 'tenant:arks_tokens:rate5m') return ['namespace', 'user', 'model'];
  if (series === 'tenant:arks_rate_limit_hits:rate5m') return ['namespace', 'user', 'model', 'rule_type'];
  if (series.startsWith('tenant:')) return ['namespace', 'quota_name'];
  return [];
}
