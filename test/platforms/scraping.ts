import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { stringify } from 'yaml';
import { PROJECT } from '../support/commands.js';
import { problemsIn } from '../support/environment-problems.js';
import type { Entries } from './entry.js';
import { objects } from './input.js';

const REAL_OPERATOR = 'test/real/prometheus-operator.test.ts';
const PASSED = 'test/scraping/passed.test.ts';

/** What Prometheus finds, and what lets it in. */
export const scraping: Entries = {
  2: {
    sources: [
      'opendatahub-io/kserve#825',
      'prometheus-operator/prometheus-operator#7129',
      'prometheus-operator/prometheus-operator#7150',
      'argoproj/argo-cd#18778',
    ],
    tried: 'definitions of a Prometheus Operator from before `portNumber`',
    expected: 'it knows every field, from a release on that a page names',
    held: [
      {
        file: 'test/operator-fields/crds.test.ts',
        title:
          'without a word about it, every operator does from 0.73 on, and from 0.79 on whatever is passed to monitors',
      },
      { file: 'test/operator-fields/crds.test.ts', title: 'an operator that an environment names takes every object' },
    ],
  },
  3: {
    sources: ['grafana/alloy#3949'],
    tried: 'an Alloy that passes over `portNumber` and scrapes every port of a pod',
    expected: 'no monitor depends on that field',
    held: [],
    replay: () => {
      const written = [...objects({}), ...objects({ cluster: { name: 'eu-1' }, rules: { target: 'mimir' } })];
      expect(written.filter((object) => JSON.stringify(object).includes('portNumber'))).toEqual([]);
    },
  },
  6: {
    sources: ['kyverno/kyverno#16160', 'prometheus-community/helm-charts#4207'],
    tried: 'a platform that assigns users and refuses a fixed one',
    expected: 'the container may leave its user to the platform, and nothing waits for it that could do without',
    held: [
      {
        file: 'test/constructs/custom-resources/server.test.ts',
        title: 'is left to a platform that assigns users, which still must not be root',
      },
    ],
    replay: () => {
      const wave = 'argocd.argoproj.io/sync-wave';
      const waves = objects({}).map(({ kind, metadata }) => ({ kind, wave: Number(metadata.annotations[wave]) }));
      const last = Math.max(...waves.map((one) => one.wave));
      expect(waves).toContainEqual({ kind: 'Deployment', wave: last });
    },
  },
  7: {
    sources: [
      'opendatahub-io/kserve#847',
      'rancher/rancher#47904',
      'rancher/charts#666',
      'openshift/openshift-docs#33480',
    ],
    tried: 'a Prometheus whose monitors see their own namespace only',
    expected: 'each monitor stands beside its targets, and finds all that it found before',
    held: [
      {
        file: 'test/app/per-namespace.test.ts',
        title: 'no monitor names a namespace, so that none depends on being allowed to',
      },
      {
        file: REAL_OPERATOR,
        title: 'finds everything where each monitor is beside its targets, and makes the same of them as any other',
      },
    ],
  },
  8: {
    sources: [
      'prometheus-operator/prometheus-operator#3919',
      'prometheus-operator/prometheus-operator#4322',
      'prometheus-operator/prometheus-operator#6418',
      'prometheus-operator/prometheus-operator#6775',
    ],
    tried: 'a Prometheus with `enforcedNamespaceLabel`',
    expected: 'a page names what to exclude, and that is enough; what would be falsified is refused',
    held: [
      {
        file: REAL_OPERATOR,
        title:
          'a namespace makes every series ours and every rule look for it, unless what docs/platforms.md shows is excluded',
      },
      {
        file: 'test/config/namespaces.test.ts',
        title: 'is told everything that it would call by a wrong namespace, at once',
      },
    ],
  },
  9: {
    sources: ['operator-framework/operator-sdk#7003', 'redhat-cop/cert-utils-operator#179'],
    tried: 'a platform that refuses `bearerTokenFile`',
    expected: 'no monitor reads a file of Prometheus',
    held: [],
    replay: () => {
      const monitors = objects({}).filter(({ kind }) => kind.endsWith('Monitor'));
      expect(monitors.length).toBeGreaterThan(5);
      expect(JSON.stringify(monitors)).not.toMatch(/bearerTokenFile|caFile|certFile|keyFile|credentialsFile/);
    },
  },
  14: {
    sources: [
      'prometheus-operator/kube-prometheus#2300',
      'prometheus-operator/kube-prometheus#2440',
      'prometheus-operator/prometheus-operator#639',
      'prometheus-operator/prometheus-operator#2015',
    ],
    tried: 'the Prometheus of kube-prometheus, which may list pods in three namespaces',
    expected: 'roles are written for it, and the runbook for missing metrics asks for them',
    held: [
      {
        file: 'test/app/access.test.ts',
        title:
          'may find pods, Services and endpoints where tenants are listed and where the platform is, and nothing else',
      },
    ],
    replay: () => {
      const runbook = readFileSync(join(PROJECT, 'docs/runbooks/troubleshooting-metrics-missing.md'), 'utf8');
      expect(runbook).toMatch(/kubectl auth can-i list pods/);
      expect(runbook).toContain('prometheusServiceAccount');
    },
  },
  17: {
    sources: ['NVIDIA/gpu-operator#2397', 'NVIDIA/gpu-operator#2574'],
    tried: 'the managed Prometheus of AKS, which reads `azmonitoring.coreos.com`',
    expected: 'monitors of that group',
    held: [
      {
        file: 'test/constructs/managed.test.ts',
        title: 'are those of the operator, under the group that the add-on reads',
      },
    ],
  },
  18: {
    sources: ['prometheus-community/helm-charts#1540', 'llm-d/llm-d#1542'],
    tried: 'the managed Prometheus of GKE, which reads PodMonitoring',
    expected:
      'PodMonitorings for engines, routers and the operator, and rules; that its collector cannot tell tenants apart is said, and proved',
    held: [
      {
        file: 'test/constructs/managed.test.ts',
        title: 'Google would refuse how these monitors keep tenants apart (docs/gke.md)',
      },
      {
        file: 'test/constructs/managed.test.ts',
        title:
          'of Google belong to the cluster, under a name that no other install has, and leave its labels to the service',
      },
      {
        file: 'test/constructs/google-collection.test.ts',
        title: 'is every pod that the monitors of the Prometheus Operator find, each once, and no other',
      },
      {
        file: 'test/constructs/google-collection.test.ts',
        title: 'is what every matcher of jobs in rules and panels finds',
      },
      { file: 'test/config/managed.test.ts', title: 'is told all that the collector cannot carry at once' },
    ],
  },
  19: {
    sources: ['DataDog/helm-charts#679', 'DataDog/helm-charts#1801'],
    tried: 'tolerations and pull secrets for kube-state-metrics',
    expected: 'they are settings, as charts have them',
    held: [
      {
        file: 'test/constructs/custom-resources/server.test.ts',
        title: 'is as the environment says, in the words of Kubernetes',
      },
    ],
  },
  20: {
    sources: ['prometheus-community/helm-charts#3043'],
    tried: 'an image of a private registry by its digest',
    expected: 'it is what runs',
    held: [],
    replay: () => {
      const image = `registry.example.com/kube-state-metrics@sha256:${'7'.repeat(64)}`;
      const [deployment] = objects({ surfaces: { customResources: { image } } }).filter(
        ({ kind }) => kind === 'Deployment',
      );
      expect(deployment).toMatchObject({ spec: { template: { spec: { containers: [{ image }] } } } });
    },
  },
  21: {
    sources: ['opencost/opencost-helm-chart#379', 'linkerd/linkerd2#14678'],
    tried: 'a label of pods that is wanted on the series of engines',
    expected: 'a setting passes it on',
    held: [
      { file: PASSED, title: 'a monitor says what its entry says, by references alone, and no other monitor does' },
    ],
  },
  22: {
    sources: ['volcano-sh/kthena#831', 'vllm-project/production-stack#487'],
    tried: 'queries of KEDA that name metrics of vLLM as vLLM does',
    expected: 'those of the queue and of the cache are stored under these names, and others may be asked for',
    held: [
      {
        file: 'test/scraping/native-names.test.ts',
        title: 'stores every series it keeps under its own name, with an underscore for the colon or with the colon',
      },
    ],
    replay: () => {
      const monitors = JSON.stringify(objects({}).filter(({ kind }) => kind.endsWith('Monitor')));
      const metrics = ['vllm:num_requests_waiting', 'vllm:kv_cache_usage_perc'];
      expect(metrics.filter((metric) => !monitors.includes(metric))).toEqual([]);
      expect(problemsIn(stringify({ scrape: { keep: ['vllm:cache_config_info'] } }))).toEqual([]);
    },
  },
  24: {
    sources: ['opendatahub-io/kserve#1589', 'opendatahub-io/kserve#1904'],
    tried: 'namespaces that deny incoming traffic',
    expected:
      'policies for all that is scraped on request, in the words that a page shows, and without them nothing is cut off',
    held: [
      {
        file: 'test/scraping/network-policies.test.ts',
        title: 'Prometheus reaches every kind of target, and nobody gains anything',
      },
      {
        file: 'test/scraping/network-policies.test.ts',
        title: 'Prometheus alone reaches the metrics of what has a port of its own for them',
      },
      {
        file: 'test/app/who-may-read.test.ts',
        title: 'lets in the Prometheus of the monitoring namespace, on the metrics port, and nobody else',
      },
    ],
    replay: () => {
      expect(readFileSync(join(PROJECT, 'docs/surfaces.md'), 'utf8')).toContain('kind: NetworkPolicy');
    },
  },
  25: {
    sources: ['prometheus-community/helm-charts#145', 'istio/istio#38720', 'opendatahub-io/kserve#1589'],
    tried: 'engines that answer by TLS or mTLS only',
    expected:
      'scheme, certificates and scrape class are settings, and the operator makes them the jobs of these engines alone',
    held: [
      { file: PASSED, title: 'a monitor says what its entry says, by references alone, and no other monitor does' },
      { file: REAL_OPERATOR, title: 'is in the jobs of these surfaces as asked, and in no other' },
    ],
  },
};
