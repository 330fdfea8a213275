import { App, Chart, YamlOutputType } from 'cdk8s';
import type { Environment } from './config/environment.js';
import { checkChart } from './constructs/chart-checks.js';
import { ArksDashboards } from './constructs/dashboards.js';
import { ArksAlerts, ArksObjectives, ArksRecordingRules } from './constructs/rules.js';
import { ArksCustomResources } from './constructs/surfaces/custom-resources.js';
import { ArksDisaggregated } from './constructs/surfaces/disaggregated.js';
import { ArksEnvoy } from './constructs/surfaces/envoy.js';
import { ArksGateway } from './constructs/surfaces/gateway.js';
import { ArksOperator } from './constructs/surfaces/operator.js';
import { ArksRouter } from './constructs/surfaces/router.js';
import { ArksRuntime } from './constructs/surfaces/runtime.js';

/** The whole construct tree: a chart, and so a folder, for each environment. What is not here is not deployed. */
export function createApp(environments: readonly Environment[], outdir: string): App {
  const app = new App({ outdir, yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
  for (const environment of environments) {
    const chart = new Chart(app, environment.name, { disableResourceNameHashes: true });
    const { surfaces } = environment;
    if (surfaces.runtime.enabled) new ArksRuntime(chart, 'runtime', { environment });
    if (surfaces.disaggregated.enabled) new ArksDisaggregated(chart, 'disaggregated', { environment });
    if (surfaces.router.enabled) new ArksRouter(chart, 'router', { environment });
    if (surfaces.gateway.enabled) new ArksGateway(chart, 'gateway', { environment });
    if (surfaces.envoy.enabled) new ArksEnvoy(chart, 'envoy', { environment });
    if (surfaces.operator.enabled) new ArksOperator(chart, 'operator', { environment });
    if (surfaces.customResources.enabled) new ArksCustomResources(chart, 'custom-resources', { environment });
    new ArksRecordingRules(chart, 'recording-rules', { environment });
    new ArksAlerts(chart, 'alerts', { environment });
    new ArksObjectives(chart, 'objectives', { environment });
    new ArksDashboards(chart, 'dashboards', { environment });
    checkChart(chart, environment);
  }
  return app;
}
