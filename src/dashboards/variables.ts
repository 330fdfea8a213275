import {
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';
import type { Environment } from '../config/environment.js';
import { type Matcher, regexLiteral } from '../promql/build.js';
import { textAt } from '../scraping/platform-series.js';
import { replicasFound } from '../signals/control-plane/control-plane.js';
import { objectiveTotal } from '../signals/objectives/objectives.js';
import { requestsRunning, requestsRunningPerPod } from '../signals/requests/requests.js';
import { tenantQuotaLimit } from '../signals/tenants/quotas.js';
import { tenantOutput, tenantRateLimitHits } from '../signals/tenants/tenants.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import { panelView } from '../signals/vocabulary/view.js';
import type { QueryContext } from './queries.js';

/** Absent labels match as well, so that a Prometheus of one cluster needs no cluster label. */
const ALL = '.*';
export const DATASOURCE = { type: 'prometheus', uid: `\${datasource}` };

/**
 * Values that Grafana offers. It writes a chosen one into a query without escaping these two (of every character of ASCII, the
 * others match themselves; `interpolateQueryExpr` of @grafana/prometheus 13.1.4), so that the query would be another one or none.
 */
const CHOOSABLE = '/^[^"\\n]*$/';

/** Where the values of a variable come from: a signal with few series, and one of its labels. */
interface Source {
  readonly of: Signal;
  readonly label: string;
  readonly title: string;
}

/** Who usually says the values of each. */
export const SOURCES = {
  cluster: { of: replicasFound, label: 'cluster', title: 'Cluster' },
  namespace: { of: replicasFound, label: 'namespace', title: 'Namespace' },
  application: { of: replicasFound, label: 'application', title: 'Application' },
  role: { of: replicasFound, label: 'role', title: 'Role' },
  model: { of: requestsRunning, label: 'model_name', title: 'Model' },
  runtime: { of: requestsRunning, label: 'runtime', title: 'Runtime' },
  pod: { of: requestsRunningPerPod, label: 'pod', title: 'Replica' },
  user: { of: tenantOutput, label: 'user', title: 'User' },
  rule: { of: tenantRateLimitHits, label: 'rule_type', title: 'Rule' },
  quota_name: { of: tenantQuotaLimit, label: 'quota_name', title: 'Quota' },
  slo: { of: objectiveTotal, label: 'slo', title: 'Objective' },
} as const satisfies Readonly<Record<string, Source>>;

export type VariableName = keyof typeof SOURCES;

/** Labels of series that a variable is about: what clients ask for is a model at the gateway and at the engines. */
export const VARIABLE_OF: Readonly<Record<string, VariableName>> = {
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
    const variable = VARIABLE_OF[label];
    return variable === undefined || !variables.includes(variable) ? [] : [matches(label, variable)];
  });
  return [matches(cluster, 'cluster'), ...own];
}

/** A variable of a dashboard, and where its values come from in an environment. */
export interface ChosenVariable {
  readonly name: VariableName;
  readonly of: Signal;
  readonly label: string;
}

/** The variables of a dashboard: the data source first, then each narrowed by those before it. */
export function variableBuilders(
  variables: readonly ChosenVariable[],
  { cluster, places }: Pick<QueryContext, 'cluster' | 'places'>,
  datasource: Environment['grafana']['dashboards']['datasource'],
) {
  return [
    datasourceBuilder(datasource),
    ...variables.map(({ name, of, label }, index) => {
      const earlier = variables.slice(0, index).flatMap((other) => (other.name === 'cluster' ? [] : other.name));
      const matchers = name === 'cluster' ? [] : chosen(of.labels, earlier, cluster);
      const values = name === 'cluster' ? cluster : label;
      const query = `label_values(${textAt(of.query(panelView(cluster, matchers)), places)}, ${values})`;
      return new QueryVariableBuilder(name)
        .label(SOURCES[name].title)
        .datasource(DATASOURCE)
        .query({ qryType: 1, query, refId: 'PrometheusVariableQueryEditor-VariableQuery' })
        .definition(query)
        .current({ selected: true, text: ['All'], value: ['$__all'] })
        .multi(true)
        .includeAll(true)
        .allValue(ALL)
        .regex(CHOOSABLE)
        .refresh(VariableRefresh.OnTimeRangeChanged)
        .sort(VariableSort.AlphabeticalAsc);
    }),
  ];
}

/** The choice of a data source; what Grafana opens with is its default where nothing is said. */
function datasourceBuilder({ uid, names }: Environment['grafana']['dashboards']['datasource']) {
  const source = new DatasourceVariableBuilder('datasource').label('Data source').type('prometheus');
  // Grafana finds the name to the uid when it loads the dashboard.
  if (uid !== undefined) source.current({ selected: true, text: uid, value: uid });
  if (names.length > 0) source.regex(`/^(?:${names.map(regexLiteral).join('|')})$/`);
  return source;
}

function matches(label: string, variable: VariableName): Matcher {
  return { label, operator: '=~', value: `$${variable}` };
}
