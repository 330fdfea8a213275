import type { Matcher } from '../../promql/build.js';
import { hasVariable, queryVariables } from './classic.js';
import { inQueries, selectorsOf } from './expressions.js';
import type { LintRule } from './rule.js';

/** With the bar, series without the label match as well: alerts of a Prometheus of one cluster have none. */
const CLUSTER = ['$cluster', '$cluster|'];
const isCluster = ({ operator, value }: Matcher) => operator === '=~' && CLUSTER.includes(value);
const isNamespace = ({ label, operator, value }: Matcher) =>
  label === 'namespace' && operator === '=~' && value === '$namespace';
/** Levels of records that are kept by the tenant's namespace. */
const OF_A_NAMESPACE = /^(application|pod|tenant):/;

/** A dashboard and its queries say whose numbers they are: by cluster and namespace, not by job and instance. */
export const identityRules: readonly LintRule[] = [
  {
    name: 'template-job-rule',
    sentence:
      'the first query variable is the cluster, several or All (identity here is cluster and namespace, not job)',
    findings: (dashboard) => {
      const [first] = queryVariables(dashboard);
      return first?.name === 'cluster' && first.multi && first.includeAll ? [] : [`${dashboard.uid}: $${first?.name}`];
    },
  },
  {
    name: 'template-instance-rule',
    sentence:
      'what a namespace owns is chosen by a variable for it (identity here is cluster and namespace, not instance)',
    findings: (dashboard) =>
      hasVariable(dashboard, 'namespace')
        ? []
        : inQueries((nodes) => selectorsOf(nodes).some(({ name }) => OF_A_NAMESPACE.test(name)))(dashboard),
  },
  {
    name: 'template-all-rule',
    sentence: 'every query variable takes several values and All, which matches series without the label, too',
    findings: (dashboard) =>
      queryVariables(dashboard)
        .filter(({ multi, includeAll, allValue }) => !(multi && includeAll && allValue === '.*'))
        .map(({ name }) => `${dashboard.uid}: $${name}`),
  },
  {
    name: 'target-job-rule',
    sentence: 'every selector names the chosen clusters (cluster stands for job)',
    findings: inQueries((nodes) => selectorsOf(nodes).some(({ matchers }) => !matchers.some(isCluster))),
  },
  {
    name: 'target-instance-rule',
    sentence:
      'every selector of an application, pod or tenant names the chosen namespaces (namespace stands for instance)',
    findings: inQueries(
      (nodes, dashboard) =>
        hasVariable(dashboard, 'namespace') &&
        selectorsOf(nodes).some(({ name, matchers }) => OF_A_NAMESPACE.test(name) && !matchers.some(isNamespace)),
    ),
  },
];
