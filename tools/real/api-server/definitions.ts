import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { output } from '../command.js';

/** Where the definitions of custom resources are published: a Go module and the files in it. */
interface Published {
  readonly program: string;
  readonly module: string;
  readonly version: string;
  readonly files: readonly string[];
}

const OPERATOR = 'example/prometheus-operator-crd/monitoring.coreos.com_';
const GRAFANA = 'config/crd/bases/grafana.integreatly.org_';

/** The newest releases that the module proxy serves and Go 1.26 takes. */
export const DEFINITIONS: readonly Published[] = [
  {
    program: 'Prometheus Operator',
    module: 'github.com/prometheus-operator/prometheus-operator',
    version: '0.94.0',
    files: ['servicemonitors', 'podmonitors', 'prometheusrules', 'alertmanagerconfigs'].map(
      (plural) => `${OPERATOR}${plural}.yaml`,
    ),
  },
  {
    program: 'VictoriaMetrics operator',
    module: 'github.com/VictoriaMetrics/operator',
    version: '0.74.1',
    files: ['config/crd/overlay/crd.yaml'],
  },
  {
    program: 'grafana-operator',
    module: 'github.com/grafana/grafana-operator/v5',
    version: '5.25.0',
    files: ['dashboards', 'folders', 'manifests'].map((plural) => `${GRAFANA}grafana${plural}.yaml`),
  },
  {
    program: 'Argo CD',
    module: 'github.com/argoproj/argo-cd/v3',
    version: '3.5.7',
    files: ['manifests/crds/application-crd.yaml'],
  },
];

/** The texts of all these definitions, a file each. */
export async function publishedDefinitions(): Promise<readonly string[]> {
  const texts: string[] = [];
  for (const { module, version, files } of DEFINITIONS) {
    const told = await output('go', ['mod', 'download', '-json', `${module}@v${version}`]);
    const { Dir } = z.object({ Dir: z.string() }).parse(JSON.parse(told));
    texts.push(...files.map((file) => readFileSync(join(Dir, file), 'utf8')));
  }
  return texts;
}

/** A kind whose definition no module publishes. */
interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  readonly scope: 'Namespaced' | 'Cluster';
}

/** Of managed services: their monitors and rules. */
export const OPEN_KINDS: readonly Kind[] = [
  { apiVersion: 'azmonitoring.coreos.com/v1', kind: 'ServiceMonitor', scope: 'Namespaced' },
  { apiVersion: 'azmonitoring.coreos.com/v1', kind: 'PodMonitor', scope: 'Namespaced' },
  { apiVersion: 'monitoring.googleapis.com/v1', kind: 'ClusterPodMonitoring', scope: 'Cluster' },
  { apiVersion: 'monitoring.googleapis.com/v1', kind: 'ClusterRules', scope: 'Cluster' },
  { apiVersion: 'monitoring.googleapis.com/v1', kind: 'PodMonitoring', scope: 'Namespaced' },
];

/** A definition that takes any field: the API server keeps such objects without a judgement. */
export function openDefinition({ apiVersion, kind, scope }: Kind): object {
  const [group = '', version = ''] = apiVersion.split('/');
  const singular = kind.toLowerCase();
  const plural = singular.endsWith('s') ? singular : `${singular}s`;
  const openAPIV3Schema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      names: { kind, listKind: `${kind}List`, plural, singular },
      scope,
      versions: [{ name: version, served: true, storage: true, schema: { openAPIV3Schema } }],
    },
  };
}
