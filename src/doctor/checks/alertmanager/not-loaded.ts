import type { Plan } from '../../../plan/plan.js';

/** What to do where Alertmanager has not what the environment writes. */
export function notLoaded({ environment }: Plan): string {
  const { alertmanager: settings } = environment;
  return settings?.delivery === 'configMap'
    ? 'Take route, receivers and inhibit_rules of the ConfigMap arks-alerts into the configuration, and reload it.'
    : 'Check that Alertmanager selects the AlertmanagerConfig arks-alerts (alertmanagerConfigSelector, its namespaces) and that alertmanager.matcherStrategy is what it has.';
}
