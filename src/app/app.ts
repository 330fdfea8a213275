import { type App, Chart, YamlOutputType } from 'cdk8s';
import { APPLICATIONS_FOLDER } from '../config/argocd.js';
import type { Environment } from '../config/environment.js';
import { ArgoCdApplication } from '../constructs/argo-cd-application.js';
import { ArksMonitoring } from '../constructs/arks-monitoring.js';
import { checkApplication } from '../constructs/checks.js';
import { HeadedApp } from '../constructs/headed-app.js';

const PLAIN_NAMES = { disableResourceNameHashes: true };

/**
 * The whole construct tree: a chart, and so a folder, for each environment, and one for the Applications of those that
 * Argo CD syncs. What is not here is not deployed.
 */
export function createApp(environments: readonly Environment[], outdir: string): App {
  const app = new HeadedApp({ outdir, yamlOutputType: YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE });
  for (const environment of environments) {
    const chart = new Chart(app, environment.name, PLAIN_NAMES);
    app.from(environment.file, new ArksMonitoring(chart, 'arks', { environment }));
  }
  const synced = environments.filter(({ argocd }) => argocd !== undefined);
  if (synced.length === 0) return app;
  const applications = new Chart(app, APPLICATIONS_FOLDER, PLAIN_NAMES);
  for (const environment of synced) {
    const application = new ArgoCdApplication(applications, environment.name, { environment });
    checkApplication(application, environment);
    app.from(environment.file, application);
  }
  return app;
}
