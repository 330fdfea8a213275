import { ArksObjectives, ArksRuntime, environmentOf } from 'arks-monitoring';
import { App, Chart, YamlOutputType } from 'cdk8s';

// Two parts of the whole in an app of your own: the monitor of the engines, and one objective for one application.
const environment = environmentOf({
  monitoring: { namespace: 'observability' },
  slos: [
    {
      name: 'chat-first-token',
      indicator: 'firstToken',
      thresholdSeconds: 1,
      objectivePercent: 95,
      selector: { namespace: 'tenant-a', application: 'chat' },
    },
  ],
});

const app = new App({ yamlOutputType: YamlOutputType.FILE_PER_RESOURCE });
const chart = new Chart(app, 'chat', { disableResourceNameHashes: true });
new ArksRuntime(chart, 'runtime', { environment });
new ArksObjectives(chart, 'objectives', { environment });
app.synth();
