import type { Clock } from '../../clock.js';
import type { SimulatedPod, SimulatedService } from '../../cluster.js';
import type { Random } from '../../random.js';
import type { RequestRecord } from '../request.js';
import { startEngines } from './engines.js';
import { createHandover, type Handover, type KvLink } from './handover.js';
import { refuse } from './refusal.js';
import { createReplica, type Replica } from './replica.js';
import { createRouter, type RouterExporter, type RouterProcess } from './router.js';
import type { EngineImage } from './unified.js';

export interface DisaggregatedProps {
  readonly clock: Clock;
  readonly random: Random;
  readonly namespace: string;
  readonly name: string;
  /** The ArksModel, as the pod label has it. */
  readonly arksModel: string;
  /** Replicas of each role. */
  readonly prefill: number;
  readonly decode: number;
  readonly prefillImage: EngineImage;
  readonly decodeImage: EngineImage;
  readonly link: KvLink;
  readonly router: () => RouterExporter;
}

/** An ArksDisaggregatedApplication: prefill and decode replicas, and the router before them. */
export interface DisaggregatedApplication {
  readonly namespace: string;
  readonly name: string;
  readonly prefill: readonly Replica[];
  readonly decode: readonly Replica[];
  readonly router: RouterProcess;
  readonly link: KvLink;
  readonly pods: () => readonly SimulatedPod[];
  readonly services: () => readonly SimulatedService[];
  /** Through the router to the pair of workers with the least to do. */
  readonly submit: (request: RequestRecord, done: (request: RequestRecord) => void) => void;
}

type Role = 'prefill' | 'decode' | 'router';

/** An application whose replicas have loaded already. Names as the RBG backend makes them (facts: "Object names"). */
export function createDisaggregated(props: DisaggregatedProps): DisaggregatedApplication {
  const { clock, random, namespace, name, link } = props;
  const handover: Handover = createHandover({ clock, random, link });
  const podOf = (role: Role, suffix: string, kind: 'StatefulSet' | 'ReplicaSet') => ({
    name: `${name}-0-${suffix}`,
    namespace,
    labels: labelsOf(props, role),
    containers: [{ name: 'main', ports: [{ number: 8080 }] }],
    // Its pods are called after it, and a number or some letters.
    controller: { kind, name: `${name}-0-${suffix.replace(/-\w+$/, '')}` },
  });
  const replicas = (role: 'prefill' | 'decode', count: number): readonly Replica[] => {
    const { exporter, settings, engines, startSeconds } = role === 'prefill' ? props.prefillImage : props.decodeImage;
    return Array.from({ length: count }, (_, number) =>
      createReplica({
        clock,
        pod: podOf(role, `${role}-${number}`, 'StatefulSet'),
        startSeconds,
        loaded: true,
        refresh: (process) => process.refresh((core) => handover.queuesOf(core)),
        start: () =>
          startEngines({
            clock,
            random,
            settings,
            engines,
            exporter: exporter(),
            ...(role === 'prefill' ? { prefilled: handover.computed } : {}),
          }),
      }),
    );
  };
  const prefill = replicas('prefill', props.prefill);
  const decode = replicas('decode', props.decode);
  const router = createRouter({
    clock,
    pod: podOf('router', 'scheduler-6c8d9f7b5-x2x7q', 'ReplicaSet'),
    exporter: props.router,
    prefill: () => prefill,
    decode: () => decode,
  });
  const services: readonly SimulatedService[] = [
    {
      name: `arks-application-${name}`,
      namespace,
      labels: { 'arks.ai/application': name, 'arks.ai/model': props.arksModel },
      selector: { 'arks.ai/application': name, 'arks.ai/disaggregation-role': 'router' },
      ports: [{ name: 'http', number: 8080 }],
    },
  ];
  return {
    namespace,
    name,
    prefill,
    decode,
    router,
    link,
    pods: () => [...[...prefill, ...decode].filter((one) => !one.gone()).map((one) => one.pod()), router.pod()],
    services: () => services,
    submit: (request, done) => {
      request.application = name;
      const from = least(router.usable('prefill'));
      const to = least(router.usable('decode'));
      if (from === undefined || to === undefined) {
        router.refuse(request);
        refuse(clock, request, done);
        return;
      }
      request.prefillPod = from.name;
      request.pod = to.name;
      handover.serve({ request, from, to, route: router.route(request, from, to), done });
    },
  };
}

/** Labels of the pods of a role (facts: "Pod labels to select on"). */
function labelsOf({ name, arksModel }: DisaggregatedProps, role: Role): Record<string, string> {
  return {
    'arks.ai/application': name,
    'arks.ai/model': arksModel,
    'arks.ai/disaggregation-role': role,
    ...(role === 'router' ? {} : { 'arks.ai/work-load-role': 'leader' }),
    'rolebasedgroup.workloads.x-k8s.io/name': `${name}-0`,
  };
}

function least(replicas: readonly Replica[]): Replica | undefined {
  const [first, ...rest] = replicas;
  if (first === undefined) return undefined;
  return rest.reduce((best, other) => (other.engines().load() < best.engines().load() ? other : best), first);
}
