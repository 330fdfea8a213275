import { App, Chart, YamlOutputType } from 'cdk8s';
import type { Environment } from './config/environment.js';
import { ArksMonitoring } from './constructs/arks-monitoring.js';

/** The whole construct tree: a chart, and so a folder, for each environment. What is not here is not deployed. */
export function createApp(environments: readonly Environment[], outdir: string): App {
  const app = new App({ outdir, yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
  for (const environment of environments) {
    const chart = new Chart(app, environment.name, { disableResourceNameHashes: true });
    new ArksMonitoring(chart, 'arks', { environment });
  }
  return app;
}
