import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { ConfigMap } from '../../imports/kubernetes.js';
import { AlertmanagerConfig } from '../../imports/monitoring.js';
import type { AlertmanagerSettings } from '../config/alertmanager.js';
import type { Environment } from '../config/environment.js';
import type { Objective } from '../config/objectives.js';
import { yamlText } from '../config/yaml-text.js';
import { alertmanagerConfigSpec } from '../objects/alertmanager-config.js';
import { alertmanagerFile } from '../objects/alertmanager-file.js';
import { namespacedMetadata } from '../objects/metadata.js';
import type { PartProps } from '../plan/part-props.js';
import { type Plan, planOf } from '../plan/plan.js';
import { alertsIn } from '../rules/extra/read.js';
import { type Inhibition, inhibitions } from '../rules/inhibitions.js';
import { routeOf } from '../rules/routing.js';
import { toldBeside } from './own-told.js';

const NAME = 'arks-alerts';
const COMPONENT = 'alertmanager';
/** Key of the ConfigMap; what Alertmanager's own Helm chart and the operator call the file. */
const FILE = 'alertmanager.yaml';

/**
 * How alerts reach people: one object, an AlertmanagerConfig or a ConfigMap with a whole configuration file. Secrets are named, never
 * held. Nothing is written where the environment has no section `alertmanager`.
 */
export class ArksAlertmanager extends Construct {
  constructor(scope: Construct, id: string, { environment, plan = planOf(environment) }: PartProps) {
    super(scope, id);
    const { alertmanager: settings } = environment;
    if (settings === undefined) return;
    // Rules of a program may come after this object; which there are is known once it is written.
    const routing = () => {
      const { alerts, objectives } = toldBeside(this, environment);
      return {
        route: routeOf(environment, settings, [...alertsIn(plan.extraRules), ...alerts]),
        receivers: settings.receivers,
        inhibitions: settings.inhibition ? inhibited(plan, objectives) : [],
        environment,
      };
    };
    const metadata = objectMetadata(environment, settings);
    if (settings.delivery === 'configMap') {
      const produce = () => yamlText(alertmanagerFile(routing(), settings.secretsFolder));
      const data = { [FILE]: Lazy.any({ produce }) };
      new ConfigMap(this, NAME, { metadata, data });
      return;
    }
    new AlertmanagerConfig(this, NAME, {
      metadata,
      version: settings.apiVersion,
      spec: Lazy.any({ produce: () => alertmanagerConfigSpec(routing()) }),
    });
  }
}

/** Which alerts say what others already have, objectives of a program included. */
function inhibited(plan: Plan, own: readonly Objective[]): readonly Inhibition[] {
  if (own.length === 0) return plan.inhibited;
  const objectives = [...plan.promised.map(({ objective }) => objective), ...own];
  return inhibitions(plan.environment, { alerted: plan.alerted, objectives });
}

function objectMetadata(environment: Environment, settings: AlertmanagerSettings) {
  const metadata = namespacedMetadata({ environment, component: COMPONENT, name: NAME });
  const selectors =
    settings.delivery === 'configMap' ? {} : (settings.selectorLabels ?? environment.monitoring.selectorLabels);
  return {
    ...metadata,
    namespace: settings.namespace ?? environment.monitoring.namespace,
    labels: { ...metadata.labels, ...selectors },
  };
}
