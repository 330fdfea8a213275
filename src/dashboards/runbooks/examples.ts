import type { Environment } from '../../config/environment.js';
import type { PlatformSurface } from '../../config/surfaces.js';
import { type Matcher, oneOf } from '../../promql/matchers.js';
import { type Selector, selectorsIn, type Tree, withParts } from '../../promql/tree.js';
import { jobMatcher } from '../../scraping/jobs.js';
import type { Drawing } from '../drawing.js';
import { VARIABLE_OF } from '../variables.js';

/** What says how the parts of the platform are called in an environment. */
export type Names = Pick<Environment, 'arks' | 'gateway' | 'monitoring'> & Pick<Drawing, 'scrape'>;

/** Names of tenants and of what is theirs in the pages, which stand for what a reader is told of. */
const OF_TENANTS = ['tenant-a', 'chat', 'reason', 'qwen-7b', 'alice', 'team-quota', 'first-token'];
/** A pod of an application in the pages, and all of them. */
const POD = /^(?:chat|reason)-\d/;
const PODS = /^(?:chat|reason)-\.\+$/;
const PODS_OF_APPLICATION: Matcher = { label: 'pod', operator: '=~', value: '$application-.+' };
/** The pod that loads the model in the pages, as those of all models are called. */
const LOADER = 'arks-worker-qwen-7b';
const LOADERS: Matcher = { label: 'pod', operator: '=~', value: 'arks-worker-.+' };
/** The Service of the application in the pages, which is the job of its replicas. */
const JOB_OF_REPLICAS = 'arks-application-chat';
const JOBS: Readonly<Record<string, PlatformSurface>> = {
  'arks-gateway-plugins': 'gateway',
  'monitoring/arks-envoy': 'envoy',
  'arks-operator-controller-manager-metrics-service': 'operator',
  'arks-custom-resources': 'customResources',
};

/** Records of error budgets, which the pages read of all objectives: here one is told of some. */
const OF_BUDGETS = /^slo:/;
const WHOSE_BUDGET = ['slo', 'namespace', 'application'];

/** What the pages call the namespaces of the platform, and what they are called here. */
export function ownNamespaces({ arks, gateway, monitoring }: Names): Readonly<Record<string, string>> {
  return {
    'arks-operator-system': arks.namespace,
    'envoy-gateway-system': gateway.envoyNamespace,
    monitoring: monitoring.namespace,
  };
}

/** A query of a page with the names of an environment, and the variables of a dashboard where a name stands for any. */
export function withOwnNames(tree: Tree, names: Names): Tree {
  if (tree.kind !== 'selector') return withParts(tree, (part) => withOwnNames(part, names));
  const matchers = tree.matchers.flatMap((matcher) => ownMatchers(matcher, names));
  return {
    ...tree,
    matchers: OF_BUDGETS.test(tree.name) && matchers.length === 0 ? WHOSE_BUDGET.map(chosen) : matchers,
  };
}

function ownMatchers(matcher: Matcher, names: Names): readonly Matcher[] {
  const { label, value } = matcher;
  const surface = JOBS[value];
  const namespace = ownNamespaces(names)[value];
  if (label === 'job' && surface !== undefined) return [jobMatcher([surface], names)];
  if (label === 'job' && value === JOB_OF_REPLICAS) return ['namespace', 'application'].map(chosen);
  if (label === 'namespace' && namespace !== undefined) return [oneOf(label, [namespace])];
  if (label === 'pod' && POD.test(value)) return [chosen(label)];
  if (label === 'pod' && value === LOADER) return [LOADERS];
  if (label === 'pod' && PODS.test(value)) return [PODS_OF_APPLICATION];
  if (!OF_TENANTS.includes(value)) return [matcher];
  return VARIABLE_OF[label] === undefined ? [] : [chosen(label)];
}

function chosen(label: string): Matcher {
  return { label, operator: '=~', value: `$${VARIABLE_OF[label]}` };
}

/** The labels by which a query with the variables of a dashboard chooses whose it is. */
export function chosenLabels(tree: Tree): readonly string[] {
  const labels = selectorsIn(tree).flatMap(({ matchers }: Selector) =>
    matchers.flatMap((matcher) => {
      if (matcher.value === PODS_OF_APPLICATION.value) return ['application'];
      return matcher.value.startsWith('$') ? [matcher.label] : [];
    }),
  );
  return [...new Set(labels)];
}
