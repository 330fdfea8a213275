import type { Command } from 'commander';
import { commandOf } from '../help.js';

const EXAMPLES = [
  'arks-monitoring init eu-1',
  'arks-monitoring init eu-1 --kube-context eu-1',
  'arks-monitoring init eu-1 --cluster eu-1 --namespace observability --selector-labels release=kps --tenants team-a,team-b',
];

/** `init`: writes a first environment. */
export function addInit(program: Command): void {
  const description =
    'Writes a first environment file with comments; asks on a terminal for what no option says, and overwrites nothing.';
  commandOf(program, 'init', description, EXAMPLES)
    .argument('<name>', 'the name of the environment, and so of its file and of its folder in the output')
    .option('--environments <folder>', 'the folder of environment files', 'environments')
    .option('--kube-context <context>', 'a context of kubectl whose cluster is looked at first, read-only')
    .option('--no-questions', 'asks nothing, on a terminal neither')
    .option('--namespace <namespace>', 'monitoring.namespace: where everything is written')
    .option('--selector-labels <labels>', 'monitoring.selectorLabels, as release=prometheus,team=llm')
    .option(
      '--prometheus-service-account <account>',
      'monitoring.prometheusServiceAccount, as prometheus-k8s or monitoring/prometheus-k8s: who gets a role to discover targets',
    )
    .option('--operator-version <release>', 'monitoring.operatorVersion: the release of the Prometheus Operator')
    .option('--cluster <name>', 'cluster.name: what this cluster is called in labels')
    .option('--tenants <namespaces>', 'tenants.namespaces: all, or names separated by commas')
    .option('--arks-namespace <namespace>', 'arks.namespace: where operator and plugin run')
    .option('--gateway-name <name>', 'gateway.name')
    .option('--gateway-namespace <namespace>', 'gateway.namespace')
    .option('--envoy-namespace <namespace>', 'gateway.envoyNamespace: where Envoy pods run')
    .option('--grafana-url <address>', 'grafana.url: where Grafana is, for links from alerts')
    .option('--runtimes <names>', 'runtimes, as vllm,sglang')
    .option('--monitors <place>', 'scrape.monitors: together, or perNamespace beside their targets')
    .action(async (name, options) => {
      const { init } = await import('../init.js');
      process.exitCode = await init({ name, ...options });
    });
}
