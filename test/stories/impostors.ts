import { moved } from './neighbours.js';
import { having } from './refused.js';
import { STEADY, vllm } from './scenes.js';
import { envoyUp, pluginStarted, pluginUp } from './scenes-gateway.js';
import { endpoint, exporterUp, operatorUp } from './scenes-resources.js';
import type { SpecialStory } from './special.js';
import type { Scene } from './timeline.js';
import { CRITICAL, OF_ARKS, OF_ENVOY, OF_MONITORING, WARNING } from './told-labels.js';

/** The same target, but for the namespace, that a tenant has. */
const ofTenant = (scene: Scene): Scene => moved(scene, (labels) => ({ ...labels, namespace: 'tenant-a' }));

/** A part of the platform as one target of its shows it, and what its alert says while it is away. */
interface Part {
  readonly alert: string;
  readonly part: string;
  readonly target: (up: 0 | 1) => Scene;
  /** What else the alert watches, and is well. */
  readonly beside?: Scene;
  readonly minutes: number;
  readonly labels: Readonly<Record<string, string>>;
  readonly summary: string;
}

const parts: readonly Part[] = [
  {
    alert: 'ArksGatewayDown',
    part: 'plugin',
    target: (up) => pluginUp('plugin-3', up),
    beside: envoyUp('envoy-3', 1),
    minutes: 5,
    labels: { job: 'arks-gateway-plugins', ...OF_ARKS, ...CRITICAL },
    summary: 'no target of arks-gateway-plugins answers',
  },
  {
    alert: 'ArksGatewayDown',
    part: 'Envoy',
    target: (up) => envoyUp('envoy-3', up),
    beside: pluginUp('plugin-3', 1),
    minutes: 5,
    labels: { job: 'monitoring/arks-envoy', ...OF_ENVOY, ...CRITICAL },
    summary: 'no target of monitoring/arks-envoy answers',
  },
  {
    alert: 'ArksOperatorDown',
    part: 'operator',
    target: (up) => operatorUp('operator-3', up),
    minutes: 10,
    labels: { job: 'arks-operator-controller-manager-metrics-service', ...OF_ARKS, ...WARNING },
    summary: 'the Arks operator does not answer',
  },
  {
    alert: 'ArksCustomResourcesDown',
    part: 'exporter',
    target: (up) => exporterUp('exporter-3', up),
    minutes: 10,
    labels: { job: 'arks-custom-resources', ...OF_MONITORING, ...WARNING },
    summary: 'the exporter of Arks custom resources does not answer',
  },
];

/** The same target of a tenant, which answers: samples are read of it. */
const answeringImpostor = (target: Part['target']): Scene => having(ofTenant(target(1)), 907);

/** One that answers must not vouch for the real one, and one that does not must not stand for it. */
const standIns = parts.flatMap(({ alert, part, target, beside = [], minutes, labels, summary }): SpecialStory[] => {
  const told = [{ labels, summary }];
  const steady: Scene = [...beside, ...target(1)];
  return [
    {
      alert,
      title: `fires while the ${part} is down and an impostor answers`,
      phases: [
        { scene: steady, minutes: 20 },
        { scene: [...beside, ...target(0), ...answeringImpostor(target)], minutes: minutes + 1 },
      ],
      told,
    },
    {
      alert,
      title: `fires while the ${part} is gone and an impostor answers`,
      phases: [
        { scene: steady, minutes: 20 },
        { scene: [...beside, ...answeringImpostor(target)], minutes: minutes + 1 },
      ],
      told,
    },
    {
      alert,
      title: `is silent while the ${part} answers and an impostor is down`,
      phases: [{ scene: [...steady, ...ofTenant(target(0))], minutes: 60 }],
    },
  ];
});

const boasting = moved(endpoint('qwen-7b', ['arks-application-chat'], 'tenant-b'), (labels) =>
  'backend' in labels ? { ...labels, backend_namespace: 'tenant-a', backend_port: '8080' } : labels,
);
const OF_QWEN = { namespace: 'tenant-a', model: 'qwen-7b', ...WARNING };

/** An endpoint may name backends in any namespace, and says nothing about those who live there. */
const namingOthers: readonly SpecialStory[] = [
  {
    alert: 'ArksEndpointWithoutBackends',
    title: 'fires of an endpoint though that of another tenant names its namespace as that of a backend',
    phases: [{ scene: [...endpoint('qwen-7b', []), ...boasting], minutes: 20 }],
    told: [{ labels: OF_QWEN, summary: 'endpoint tenant-a/qwen-7b has no backend, so its requests fail' }],
  },
  {
    alert: 'ArksEndpointWithoutBackends',
    title: 'is silent of an endpoint whose only backend is in the namespace of another tenant',
    phases: [{ scene: boasting, minutes: 60 }],
  },
];

const elsewhere = {
  arks: { namespace: 'arks-2' },
  gateway: { envoyNamespace: 'envoy-2' },
  monitoring: { namespace: 'watching' },
};
const inNamespace = (scene: Scene, namespace: string, job?: string): Scene =>
  moved(scene, (labels) => ({ ...labels, namespace, ...(job === undefined ? {} : { job }) }));

/** The namespaces are what the environment says. */
const ofOtherNamespaces: readonly SpecialStory[] = [
  {
    alert: 'ArksGatewayDown',
    title: 'is silent where plugin and Envoy answer in the namespaces that the environment names',
    settings: elsewhere,
    phases: [
      {
        scene: [
          ...inNamespace(pluginUp('plugin-3', 1), 'arks-2'),
          ...inNamespace(envoyUp('envoy-3', 1), 'envoy-2', 'watching/arks-envoy'),
          ...pluginUp('plugin-5', 0),
        ],
        minutes: 30,
      },
    ],
  },
  {
    alert: 'ArksOperatorDown',
    title: 'is silent where the operator answers in the namespace that the environment names',
    settings: elsewhere,
    phases: [
      { scene: [...inNamespace(operatorUp('operator-3', 1), 'arks-2'), ...operatorUp('operator-5', 0)], minutes: 30 },
    ],
  },
  {
    alert: 'ArksCustomResourcesDown',
    title: 'is silent where the exporter answers in the namespace that the environment names',
    settings: elsewhere,
    phases: [
      { scene: [...inNamespace(exporterUp('exporter-3', 1), 'watching'), ...exporterUp('exporter-5', 0)], minutes: 30 },
    ],
  },
];

const replicas = [...vllm('a', STEADY), ...vllm('b', STEADY)];

/** Other conditions that an impostor could hold. */
const others: readonly SpecialStory[] = [
  {
    alert: 'ArksCustomResourcesDown',
    title: 'does not take an impostor that answers for an exporter that shows nothing',
    phases: [
      { scene: [...exporterUp('exporter-3', 0), ...ofTenant(exporterUp('exporter-5', 1)), ...replicas], minutes: 15 },
    ],
    told: [
      {
        labels: { job: 'arks-custom-resources', ...OF_MONITORING, ...WARNING },
        summary: 'the exporter of Arks custom resources does not answer',
      },
    ],
  },
  {
    alert: 'ArksGatewayPluginRestarting',
    title: 'is silent while an impostor of a tenant restarts again and again',
    phases: [
      {
        scene: [
          ...pluginUp('plugin-3', 1),
          ...pluginStarted('plugin-3', 1_000),
          ...ofTenant(pluginStarted('plugin-5', 'again and again')),
        ],
        minutes: 60,
      },
    ],
  },
];

export const impostorStories: readonly SpecialStory[] = [...standIns, ...ofOtherNamespaces, ...others, ...namingOthers];
