import { Construct } from 'constructs';
import { ConfigMap } from '../../imports/kubernetes.js';
import { AlertmanagerConfig } from '../../imports/monitoring.js';
import type { AlertmanagerSettings } from '../config/alertmanager.js';
import type { Environment } from '../config/environment.js';
import { yamlText } from '../config/yaml-text.js';
import { alertmanagerConfigSpec } from '../objects/alertmanager-config.js';
import { alertmanagerFile } from '../objects/alertmanager-file.js';
import { namespacedMetadata } from '../objects/metadata.js';
import type { PartProps } from '../plan/part-props.js';
import { planOf } from '../plan/plan.js';
import { alertsIn } from '../rules/extra/read.js';
import { routeOf } from '../rules/routing.js';

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
    const routing = {
      route: routeOf(environment, settings, alertsIn(plan.extraRules)),
      receivers: settings.receivers,
      inhibitions: settings.inhibition ? plan.inhibited : [],
      environment,
    };
    const metadata = objectMetadata(environment, settings);
    if (settings.delivery === 'configMap') {
      const data = { [FILE]: yamlText(alertmanagerFile(routing, settings.secretsFolder)) };
      new ConfigMap(this, NAME, { metadata, data });
      return;
    }
    new AlertmanagerConfig(this, NAME, {
      metadata,
      version: settings.apiVersion,
      spec: alertmanagerConfigSpec(routing),
    });
  }
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
