import type { Clock } from '../../clock.js';
import type { SimulatedPod, SimulatedService } from '../../cluster.js';
import type { Random } from '../../random.js';
import type { EngineSettings } from '../engine/settings.js';
import type { RequestRecord } from '../request.js';
import { type EngineExporter, startEngines } from './engines.js';
import { refuse } from './refusal.js';
import { createReplica, type Replica } from './replica.js';

/** An engine of a runtime and generation, as an image is. */
export interface EngineImage {
  readonly exporter: () => EngineExporter;
  readonly engines: number;
  readonly settings: EngineSettings;
  /** How long its model takes to load; infinite where the image is broken. */
  readonly startSeconds: number;
}

export interface UnifiedProps {
  readonly clock: Clock;
  readonly random: Random;
  readonly namespace: string;
  readonly name: string;
  /** The ArksModel, as the pod label has it. */
  readonly arksModel: string;
  readonly replicas: number;
  readonly image: EngineImage;
  readonly balance: Balance;
  /** Whether its tenant made the pods himself, and Arks none and no Service. */
  readonly unmanaged?: boolean;
}

/** How requests are spread: to the better of two that chance picks, as Envoy does by default, or to any. */
export type Balance = 'least-request' | 'random';

/** An ArksApplication: replicas behind one Service. */
export interface UnifiedApplication {
  readonly namespace: string;
  readonly name: string;
  readonly wanted: () => number;
  readonly replicas: () => readonly Replica[];
  readonly pods: () => readonly SimulatedPod[];
  readonly services: () => readonly SimulatedService[];
  readonly submit: (request: RequestRecord, done: (request: RequestRecord) => void) => void;
  readonly scale: (replicas: number) => void;
  /** Replaces the replicas one by one: each new one serves before an old one leaves. */
  readonly rollOut: (image: EngineImage) => void;
  /** Changes labels of its Service, which still selects the same pods. */
  readonly relabelService: (labels: Readonly<Record<string, string>>) => void;
  /** From now on all requests go to the first replica, or to the one with the least to do again. */
  readonly pin: (pinned: boolean) => void;
}

const LOOK_AGAIN_SECONDS = 5;
/** What an environment may select such pods by that Arks does not start. */
export const UNMANAGED_LABELS = { 'example.com/engine': 'trtllm-serve' } as const;

/** An application whose first replicas have loaded already. Names as the RBG backend makes them (facts: "Object names"). */
export function createUnified({ clock, random, ...props }: UnifiedProps): UnifiedApplication {
  const { namespace, name } = props;
  let image = props.image;
  let wanted = props.replicas;
  let number = 0;
  let pinned = false;
  let replicas: readonly Replica[] = [];

  const start = (already: { readonly loaded?: true } = {}): Replica => {
    const { exporter, engines, settings, startSeconds } = image;
    const replica = createReplica({
      clock,
      startSeconds,
      ...already,
      pod:
        props.unmanaged === true
          ? ownPod(namespace, name, number)
          : {
              name: `${name}-${number}-inference-0`,
              namespace,
              labels: {
                'arks.ai/application': name,
                'arks.ai/model': props.arksModel,
                'arks.ai/work-load-role': 'leader',
                'rolebasedgroup.workloads.x-k8s.io/name': `${name}-${number}`,
              },
              containers: [{ name: 'instance', ports: [{ number: 8080 }] }],
              // A LeaderWorkerSet runs its leaders in a StatefulSet of its own name.
              controller: { kind: 'StatefulSet', name: `${name}-${number}-inference` },
            },
      start: () => startEngines({ clock, random, settings, engines, exporter: exporter() }),
    });
    number += 1;
    return replica;
  };
  const there = () => replicas.filter((replica) => !replica.gone());
  const serving = () => replicas.filter((replica) => replica.ready());
  let services = props.unmanaged === true ? [] : [serviceOf(namespace, name)];
  for (let index = 0; index < wanted; index += 1) replicas = [...replicas, start({ loaded: true })];

  const replace = (old: readonly Replica[]) => {
    const [first, ...rest] = old;
    if (first === undefined) return;
    const fresh = start();
    replicas = [...there(), fresh];
    const swap = () => {
      if (!fresh.ready()) {
        if (!fresh.gone()) clock.after(LOOK_AGAIN_SECONDS, swap);
        return;
      }
      first.leave();
      replace(rest);
    };
    swap();
  };

  return {
    namespace,
    name,
    wanted: () => wanted,
    replicas: there,
    pods: () => there().map((replica) => replica.pod()),
    services: () => services,
    submit: (request, done) => {
      request.application = name;
      const able = serving();
      const [first] = able;
      if (first === undefined) {
        refuse(clock, request, done);
        return;
      }
      const chosen = props.balance === 'random' ? random.pick(able) : leastLoaded(random, able);
      (pinned ? first : chosen).submit(request, done);
    },
    scale: (count) => {
      const current = there().filter((replica) => replica.staying());
      wanted = count;
      for (let index = current.length; index < count; index += 1) replicas = [...there(), start()];
      for (const replica of current.slice(count)) replica.leave();
    },
    rollOut: (next) => {
      image = next;
      replace(there());
    },
    relabelService: (labels) => {
      services = services.map((service) => ({ ...service, labels: { ...service.labels, ...labels } }));
    },
    pin: (value) => {
      pinned = value;
    },
  };
}

function leastLoaded(random: Random, replicas: readonly Replica[]): Replica {
  const one = random.pick(replicas);
  const other = random.pick(replicas);
  return other.engines().load() < one.engines().load() ? other : one;
}

/** A pod of trtllm-serve as a StatefulSet of the tenant makes it; which labels it has is his to say. */
function ownPod(namespace: string, name: string, number: number) {
  return {
    name: `${name}-${number}`,
    namespace,
    labels: { 'app.kubernetes.io/name': name, ...UNMANAGED_LABELS },
    containers: [{ name: 'server', ports: [{ number: 8000 }] }],
    controller: { kind: 'StatefulSet', name },
  };
}

function serviceOf(namespace: string, name: string): SimulatedService {
  return {
    name: `arks-application-${name}`,
    namespace,
    labels: { 'prometheus-discovery': 'true', 'managed-by': 'arks' },
    selector: { 'arks.ai/application': name, 'arks.ai/work-load-role': 'leader' },
    ports: [{ name: 'http', number: 8080 }],
  };
}
