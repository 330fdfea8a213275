import { type ApiObject, type ApiObjectMetadata, Chart, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { ClusterRules } from '../../imports/google.js';
import { ConfigMap } from '../../imports/kubernetes.js';
import { PrometheusRule } from '../../imports/monitoring.js';
import { VmRule } from '../../imports/victoria-metrics.js';
import type { Environment } from '../config/environment.js';
import { nameOfInstall } from '../config/install-name.js';
import { clusterMetadata, rulerMetadata } from '../objects/metadata.js';
import { isKnown } from '../objects/operator-fields.js';
import {
  type Groups,
  groupSpec,
  mimirFile,
  ruleFile,
  withBothNames,
  withoutKeepFiring,
  withRules,
} from '../objects/rule-groups.js';
import type { RuleGroup } from '../rules/rule-group.js';
import { rulerGroup } from '../rules/ruler.js';
import { ofCluster } from './of-cluster.js';

interface Props {
  readonly environment: Environment;
  /** Of the object, and of its rules in Mimir. */
  readonly name: string;
  /** As a function where what is in them is known once everything is there. */
  readonly groups: readonly RuleGroup[] | (() => readonly RuleGroup[]);
  readonly annotations: Readonly<Record<string, string>>;
}

const component = 'rules';

/** Rules in the form that the ruler of the environment reads. */
export function ruleObject(scope: Construct, { environment, name, groups, annotations }: Props): ApiObject {
  const metadata = annotated(rulerMetadata({ environment, component, name }), annotations);
  const specs = () =>
    (typeof groups === 'function' ? groups() : groups).map((group) => groupSpec(rulerGroup(group, environment)));
  const known = () => (isKnown('keep_firing_for', environment) ? specs() : specs().map(withoutKeepFiring));
  const written = <Part>(produce: () => Part): Part =>
    typeof groups === 'function' ? Lazy.any({ produce }) : produce();
  const { target, mimir, thanos } = environment.rules;
  switch (target) {
    case 'prometheus':
      return new PrometheusRule(scope, name, { metadata, spec: { groups: written(known) } });
    case 'thanos': {
      const strategy = { partial_response_strategy: thanos.partialResponse };
      const all = written(() => known().map((group) => ({ ...group, ...strategy })));
      return new PrometheusRule(scope, name, { metadata, spec: { groups: all } });
    }
    case 'victoriametrics':
      return new VmRule(scope, name, { metadata, spec: { groups: written(() => specs().map(withBothNames)) } });
    case 'mimir': {
      if (mimir.delivery === 'alloy')
        return new PrometheusRule(scope, name, { metadata, spec: { groups: written(known) } });
      const namespace = namespaceOf(scope, name);
      return new ConfigMap(scope, name, { metadata, data: written(() => mimirFile(namespace, specs())) });
    }
    case 'gke':
      return clusterRules(scope, { environment, name, groups: written(() => withRules(known())), annotations });
    case 'azure':
    case 'aws': {
      const namespace = namespaceOf(scope, name);
      return new ConfigMap(scope, name, { metadata, data: written(() => ruleFile(namespace, withRules(known()))) });
    }
  }
}

function annotated(metadata: ApiObjectMetadata, annotations: Props['annotations']): ApiObjectMetadata {
  if (Object.keys(annotations).length === 0) return metadata;
  return { ...metadata, annotations: { ...metadata.annotations, ...annotations } };
}

/** Rules that belong to no namespace, under a name that another install in the cluster does not have. */
function clusterRules(
  scope: Construct,
  { environment, name, groups, annotations }: Omit<Props, 'groups'> & { readonly groups: Groups },
): ApiObject {
  const own = nameOfInstall(name, environment);
  const metadata = annotated(clusterMetadata({ environment, component, name: own }), annotations);
  const rules = new ClusterRules(scope, own, { metadata, spec: { groups } });
  ofCluster(rules);
  return rules;
}

/** The name that a file of rules has for its ruler. Each chart has names of its own: one ruler keeps those of all of them. */
function namespaceOf(scope: Construct, name: string): string {
  return `${Chart.of(scope).node.id}-${name}`;
}
