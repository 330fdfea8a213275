import type { Clock } from '../../clock.js';
import type { Random } from '../../random.js';
import type { EngineCore } from '../engine/core.js';
import { enqueue, finish, hangUp } from '../engine/engine.js';
import type { Sequence } from '../engine/sequence.js';
import type { EngineState } from '../engine-events.js';
import { closedAt, type RequestRecord } from '../request.js';
import type { WorkerKind } from '../router-events.js';
import { type DecodeQueues, decode, grant, release } from './decode.js';
import type { Replica } from './replica.js';
import type { Route } from './router.js';

/** What moves KV cache from prefill to decode; a fault changes it. */
export interface KvLink {
  megabytesPerSecond: number;
  readonly megabytesPerToken: number;
  /** Share of transfers that fail. */
  failShare: number;
}

/** A request, the pair of workers that serves it, and who waits for it. */
export interface Served {
  readonly request: RequestRecord;
  readonly from: Replica;
  readonly to: Replica;
  readonly route: Route;
  readonly done: (request: RequestRecord) => void;
}

/** What happens between prefill and decode. */
export interface Handover {
  /** Waits for decode's promise of room, has the prompt computed, moves it, and decodes. */
  readonly serve: (served: Served) => void;
  /** Takes a prompt over that prefill has computed. */
  readonly computed: (sequence: Sequence) => void;
  /** Queues of an engine that only the two together know. */
  readonly queuesOf: (core: EngineCore) => Partial<EngineState>;
}

/** Requests between prefill and decode, as one prefill engine sees them. */
interface PrefillQueues {
  bootstrap: number;
  inflight: number;
}

interface HandoverProps {
  readonly clock: Clock;
  readonly random: Random;
  readonly link: KvLink;
}

const LOOK_AGAIN_SECONDS = 1;

export function createHandover({ clock, random, link }: HandoverProps): Handover {
  const computing = new Map<RequestRecord, (sequence: Sequence) => void>();
  const decoding = new Map<EngineCore, DecodeQueues>();
  const prefilling = new Map<EngineCore, PrefillQueues>();
  const lookAgain = () => {
    for (const [core, queues] of decoding) grant(core, queues);
    clock.after(LOOK_AGAIN_SECONDS, lookAgain);
  };
  lookAgain();

  const serve: Handover['serve'] = ({ request, from, to, route, done }) => {
    const source = engineOf(from);
    const target = engineOf(to);
    const before = known(prefilling, source, () => ({ bootstrap: 0, inflight: 0 }));
    const after = known(decoding, target, () => ({ preallocation: [], transfer: new Set<RequestRecord>() }));
    let given = false;
    const giveUp = (outcome: 'error' | 'abort', at: WorkerKind) => {
      if (given) return;
      given = true;
      release(target, after, request);
      request.finishedAt = clock.now();
      request.outcome = outcome;
      if (outcome === 'error') route.failed(at);
      else route.answered();
      done(request);
    };
    // Prefill counts a request of its own, which ends with the first token.
    const prompt: RequestRecord = { ...request, ask: { ...request.ask, generationTokens: 1 } };
    const move = (sequence: Sequence) => {
      const megabytes = request.ask.promptTokens * link.megabytesPerToken;
      const seconds = megabytes / link.megabytesPerSecond;
      const held = sequence.held;
      before.inflight += 1;
      source.reserved += held;
      clock.after(seconds, () => {
        before.inflight -= 1;
        source.reserved -= held;
        const lost = engineOf(from) !== source || engineOf(to) !== target;
        const failed = lost || random.uniform() < link.failShare;
        source.observer.transferred({ seconds, megabytes, failed }, source.rank);
        target.observer.transferred({ seconds, megabytes, failed }, target.rank);
        finish(source, sequence, failed ? 'error' : 'stop');
        if (given) return;
        if (failed) {
          giveUp('error', 'prefill');
          return;
        }
        given = true;
        release(target, after, request);
        route.answered();
        decode(target, request, done);
      });
    };
    const start = () => {
      before.bootstrap -= 1;
      if (given) return;
      computing.set(prompt, move);
      // Comes back by itself only where its process is lost, or its prompt cannot be computed.
      enqueue(source, prompt, () => {
        if (computing.delete(prompt)) giveUp(prompt.outcome === 'abort' ? 'abort' : 'error', 'prefill');
      });
    };
    const leave = () => {
      if (request.finishedAt !== undefined) return;
      hangUp(source, prompt);
      hangUp(target, request);
      giveUp('abort', 'decode');
    };
    request.queuedAt = clock.now();
    const leavesAt = closedAt(request);
    if (leavesAt !== undefined) clock.at(leavesAt, leave);
    before.bootstrap += 1;
    after.preallocation.push({ request, granted: start });
    grant(target, after);
  };

  return {
    serve,
    computed: (sequence) => {
      const move = computing.get(sequence.request);
      computing.delete(sequence.request);
      move?.(sequence);
    },
    queuesOf: (core) => {
      const { bootstrap = 0, inflight = 0 } = prefilling.get(core) ?? {};
      const queues = decoding.get(core);
      return {
        bootstrapQueue: bootstrap,
        inflightQueue: inflight,
        preallocationQueue: queues?.preallocation.length ?? 0,
        transferQueue: queues?.transfer.size ?? 0,
      };
    },
  };
}

/** Workers of disaggregated applications have one engine. */
function engineOf(replica: Replica): EngineCore {
  const [core] = replica.engines().cores;
  if (core === undefined) throw new Error(`${replica.name} must have an engine`);
  return core;
}

function known<Value>(values: Map<EngineCore, Value>, core: EngineCore, make: () => Value): Value {
  const value = values.get(core) ?? make();
  values.set(core, value);
  return value;
}
