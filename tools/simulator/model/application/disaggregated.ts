import type { Clock } from '../../clock.js';
import type { SimulatedPod, SimulatedService } from '../../cluster.js';
import type { Random } from '../../random.js';
import type { EngineCore } from '../engine/core.js';
import { enqueue, finish } from '../engine/engine.js';
import type { Sequence } from '../engine/sequence.js';
import type { RequestRecord } from '../request.js';
import { type DecodeQueues, decode, grant, release } from './decode.js';
import type { Engines } from './engines.js';
import { startEngines } from './engines.js';
import { createReplica, type Replica } from './replica.js';
import type { RouterProcess } from './router.js';
import type { EngineImage } from './unified.js';

/** What moves KV cache from prefill to decode; a fault changes it. */
export interface KvLink {
  megabytesPerSecond: number;
  readonly megabytesPerToken: number;
  /** Share of transfers that fail. */
  failShare: number;
}

export interface DisaggregatedProps {
  readonly clock: Clock;
  readonly random: Random;
  readonly namespace: string;
  readonly name: string;
  readonly arksModel: string;
  readonly prefill: number;
  readonly decode: number;
  readonly prefillImage: EngineImage;
  readonly decodeImage: EngineImage;
  readonly link: KvLink;
  /** Starts the process of the router, which is told who its workers are. */
  readonly router: (application: {
    readonly prefill: () => readonly Replica[];
    readonly decode: () => readonly Replica[];
  }) => RouterProcess;
}

/** An ArksDisaggregatedApplication: prefill and decode replicas and the router before them. */
export interface DisaggregatedApplication {
  readonly namespace: string;
  readonly name: string;
  readonly prefill: readonly Replica[];
  readonly decode: readonly Replica[];
  readonly router: RouterProcess;
  readonly link: KvLink;
  readonly pods: () => readonly SimulatedPod[];
  readonly services: () => readonly SimulatedService[];
  readonly submit: (request: RequestRecord, done: (request: RequestRecord) => void) => void;
}

/** One prompt on its way through prefill, and what becomes of it. */
interface Handover {
  readonly computed: (sequence: Sequence) => void;
}

const LOOK_AGAIN_SECONDS = 1;
const TRAFFIC_PORT = 8080;

export function createDisaggregated(props: DisaggregatedProps): DisaggregatedApplication {
  const { clock, random, namespace, name, link } = props;
  const handovers = new Map<RequestRecord, Handover>();
  const bootstrap = new Map<string, number>();
  const inflight = new Map<string, number>();
  const queues = new Map<EngineCore, DecodeQueues>();
  const count = (counts: Map<string, number>, pod: string, change: number) =>
    counts.set(pod, (counts.get(pod) ?? 0) + change);
  const queuesOf = (core: EngineCore): DecodeQueues => {
    const known = queues.get(core) ?? { preallocation: [], transfer: new Set<RequestRecord>() };
    queues.set(core, known);
    return known;
  };

  const replica = (role: 'prefill' | 'decode', number: number): Replica => {
    const image = role === 'prefill' ? props.prefillImage : props.decodeImage;
    const pod = `${name}-0-${role}-${number}`;
    const refresh = (engines: Engines) => {
      const decoding = engines.cores.map(queuesOf);
      engines.refresh(
        role === 'prefill'
          ? { bootstrapQueue: bootstrap.get(pod) ?? 0, inflightQueue: inflight.get(pod) ?? 0 }
          : {
              preallocationQueue: decoding.reduce((sum, { preallocation }) => sum + preallocation.length, 0),
              transferQueue: decoding.reduce((sum, { transfer }) => sum + transfer.size, 0),
            },
      );
    };
    return createReplica({
      clock,
      refresh,
      startSeconds: image.startSeconds,
      loaded: true,
      pod: {
        name: pod,
        namespace,
        labels: roleLabels(props, role),
        containers: [{ name: 'main', ports: [{ number: 8080 }] }],
      },
      start: () =>
        startEngines({
          clock,
          random,
          settings: image.settings,
          engines: image.engines,
          exporter: image.exporter(),
          ...(role === 'prefill'
            ? { prefilled: (sequence) => handovers.get(sequence.request)?.computed(sequence) }
            : {}),
        }),
    });
  };
  const prefill = Array.from({ length: props.prefill }, (_, number) => replica('prefill', number));
  const decoders = Array.from({ length: props.decode }, (_, number) => replica('decode', number));
  const router = props.router({ prefill: () => prefill, decode: () => decoders });

  const fail = (request: RequestRecord, done: (request: RequestRecord) => void) => {
    request.finishedAt = clock.now();
    request.outcome = 'error';
    done(request);
  };

  /** Waits for a promise of decode, computes the prompt, moves it, and decodes. */
  const serve = (request: RequestRecord, from: Replica, to: Replica, done: (request: RequestRecord) => void) => {
    const [source] = from.engines().cores;
    const [target] = to.engines().cores;
    if (source === undefined || target === undefined) throw new Error('an engine process has at least one engine');
    const waiting = queuesOf(target);
    const lost = () => {
      release(target, waiting, request);
      fail(request, done);
    };
    // Prefill counts a request of its own, which ends with the first token.
    const prompt: RequestRecord = { ...request, ask: { ...request.ask, generationTokens: 1 } };
    handovers.set(prompt, {
      computed: (sequence) => {
        count(inflight, from.name, 1);
        source.reserved += sequence.held;
        const megabytes = request.ask.promptTokens * link.megabytesPerToken;
        const seconds = megabytes / link.megabytesPerSecond;
        clock.after(seconds, () => {
          count(inflight, from.name, -1);
          source.reserved -= sequence.held;
          handovers.delete(prompt);
          const failed =
            random.uniform() < link.failShare ||
            !from.engines().cores.includes(source) ||
            !to.engines().cores.includes(target);
          source.observer.transferred({ seconds, megabytes, failed }, source.rank);
          target.observer.transferred({ seconds, megabytes, failed }, target.rank);
          finish(source, sequence, failed ? 'error' : 'stop');
          if (failed) lost();
          else {
            release(target, waiting, request);
            decode(target, request, done);
          }
        });
      },
    });
    const start = () => {
      count(bootstrap, from.name, -1);
      enqueue(source, prompt, () => {
        // Only a prompt that was lost with its process comes back before it was handed over.
        if (handovers.delete(prompt)) lost();
      });
    };
    request.queuedAt = clock.now();
    count(bootstrap, from.name, 1);
    waiting.preallocation.push({ request, granted: start });
    grant(target, waiting);
  };

  const lookAgain = () => {
    for (const [core, waiting] of queues) grant(core, waiting);
    clock.after(LOOK_AGAIN_SECONDS, lookAgain);
  };
  lookAgain();

  return {
    namespace,
    name,
    prefill,
    decode: decoders,
    router,
    link,
    pods: () =>
      [...prefill, ...decoders]
        .filter((one) => !one.gone())
        .map((one) => one.pod())
        .concat(router.pods()),
    services: () => [
      {
        name: `arks-application-${name}`,
        namespace,
        labels: { 'arks.ai/application': name, 'arks.ai/model': props.arksModel },
        selector: { 'arks.ai/application': name, 'arks.ai/disaggregation-role': 'router' },
        ports: [{ name: 'http', number: TRAFFIC_PORT }],
      },
    ],
    submit: (request, done) => {
      request.application = name;
      const from = least(prefill.filter((one) => one.ready() && router.sees(one)));
      const to = least(decoders.filter((one) => one.ready() && router.sees(one)));
      const answered = router.routed(request, done);
      if (from === undefined || to === undefined) {
        fail(request, answered);
        return;
      }
      request.prefillPod = from.name;
      request.pod = to.name;
      serve(request, from, to, answered);
    },
  };
}

/** Labels of a pod of a role (facts: "Pod labels to select on"). */
export function roleLabels(
  { name, arksModel }: Pick<DisaggregatedProps, 'name' | 'arksModel'>,
  role: string,
): Record<string, string> {
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
  return rest.reduce(
    (best, other) => (best !== undefined && best.engines().load() <= other.engines().load() ? best : other),
    first,
  );
}
