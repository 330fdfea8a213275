import type { Clock } from '../clock.js';
import type { Random } from '../random.js';
import type { Backend, Endpoint } from './backend.js';
import type { ClusterState, EndedBy, EnvoyObserver } from './gateway-events.js';
import { detectOutliers } from './outliers.js';
import { closedAt, type RequestRecord, wasCut } from './request.js';

const NO_ROUTE = 500;
const NOT_CONNECTED = 503;
const TIMED_OUT = 504;
/** Below this share of healthy hosts Envoy asks any of them. */
const PANIC_SHARE = 0.5;
/** The status that outlier detection takes for an answer broken off. */
const BROKEN = 502;
/** An engine that hangs does not hear of a client that left; Envoy does, once every other had time to say so. */
const NOTICE_SECONDS = 1;
/** How long an upstream takes to say that it cannot. */
const QUICK_ERROR_SECONDS = 0.05;

/** What goes wrong between Envoy and an application; may change while a scenario runs. */
export interface UpstreamFaults {
  /** Hosts that Envoy does not reach. */
  lostHosts: number;
  /** Share of requests, 0 to 1, that a host answers with `errorStatus` before any engine sees them. */
  errorShare: number;
  errorStatus: number;
  /** Share of streams under which the application closes the connection, just before they end. */
  breakShare: number;
  /** As the route says it, or as Envoy has it by itself, 15; 0 lets answers take as long as they do. */
  routeTimeoutSeconds: number;
}

/** How a request came back from an application. */
export interface Answer {
  readonly status: number;
  /** Whole, Envoy's own in its place, the client hung up, or broken off after its status since the application was gone. */
  readonly end: 'whole' | 'local' | 'hung up' | 'broken';
}

/** The way from Envoy to one ArksEndpoint. */
export interface Upstream {
  readonly faults: UpstreamFaults;
  readonly forward: (request: RequestRecord, envoy: EnvoyObserver, answered: (answer: Answer) => void) => void;
  /** The cluster's name in Envoy, and its hosts now; undefined where the endpoint has no backend. */
  readonly cluster: string;
  readonly state: () => ClusterState | undefined;
}

/** Asks the backend, or answers in its place where Envoy finds no host or a host fails. */
export function createUpstream({ clock, random, endpoint }: UpstreamProps): Upstream {
  const { backend, namespace, model } = endpoint;
  const cluster = `httproute/${namespace}/${model}/rule/0`;
  const faults: UpstreamFaults = {
    lostHosts: 0,
    errorShare: 0,
    errorStatus: 503,
    breakShare: 0,
    routeTimeoutSeconds: 0,
  };
  const outliers = detectOutliers(clock);
  const seen = new Map<string, number>();
  /** Errors before an engine have no pod to them, so hosts go by number: pods in the order in which they first answered. */
  const hostOf = ({ pod, prefillPod, application }: RequestRecord) => {
    // Envoy's hosts of a disaggregated application are its routers, which stand here as one.
    const name = (prefillPod === undefined ? pod : application) ?? '';
    const number = seen.get(name) ?? seen.size;
    seen.set(name, number);
    return number % Math.max(1, backend.hosts().total);
  };
  const state = () => {
    const { total, healthy } = backend.hosts();
    if (total === 0) return undefined;
    const ejected = Math.min(outliers.ejected(), total);
    return { total, healthy: Math.max(0, healthy - faults.lostHosts - ejected), ejected };
  };
  const tell = (envoy: EnvoyObserver, host: number, { status, end }: Answer, cut: boolean) => {
    // A client that leaves is nobody's error; an answer that breaks off is one of the host, unless Envoy cut it after its status.
    if (end === 'hung up') return;
    if (outliers.answered(`${host}`, end === 'broken' && !cut ? BROKEN : status)) envoy.hostEjected(cluster);
  };
  const ask = asking(clock, backend);
  /** Draws nothing where nothing breaks, so that all else is as without this fault. */
  const broken = (answer: Answer, request: RequestRecord): Answer => {
    const streamed = answer.end === 'whole' && answer.status === 200 && request.ask.streaming;
    if (faults.breakShare === 0 || !streamed || random.uniform() >= faults.breakShare) return answer;
    request.outcome = 'error';
    return { status: 200, end: 'broken' };
  };
  return {
    faults,
    cluster,
    state,
    forward: (request, envoy, answered) => {
      const { total, healthy } = backend.hosts();
      if (total === 0) return refuse(request, answered, { status: NO_ROUTE, end: 'whole' });
      const lost = Math.min(total, faults.lostHosts + total - healthy);
      // Those that are healthy are asked alone as long as they are half of all.
      const panics = (state()?.healthy ?? 0) / total < PANIC_SHARE;
      if (panics) envoy.panicked(cluster);
      if (panics && random.uniform() < lost / total) {
        envoy.notConnected(cluster);
        return refuse(request, answered, { status: NOT_CONNECTED, end: 'local' });
      }
      const sentAt = clock.now();
      if (faults.routeTimeoutSeconds > 0) request.cutAt = sentAt + faults.routeTimeoutSeconds;
      const end = (answer: Answer, host: number) => {
        const cut = wasCut(request);
        if (answer.end === 'whole' && !cut) envoy.upstreamAnswered(cluster, answer.status, clock.now() - sentAt);
        else envoy.upstreamBroken(cluster, answer.status, endedBy(answer, cut));
        tell(envoy, host, answer, cut);
        answered(answer);
      };
      envoy.sentUpstream(cluster);
      if (random.uniform() >= faults.errorShare) {
        return ask(request, (answer) => end(broken(answer, request), hostOf(request)));
      }
      const host = Math.floor(random.uniform() * total);
      clock.after(QUICK_ERROR_SECONDS, () => {
        request.outcome = 'error';
        end({ status: faults.errorStatus, end: 'whole' }, host);
      });
    },
  };
}

interface UpstreamProps {
  readonly clock: Clock;
  readonly random: Random;
  readonly endpoint: Endpoint;
}

function endedBy({ end }: Answer, cut: boolean): EndedBy {
  if (cut) return 'route timeout';
  return end === 'hung up' ? 'client' : 'application';
}

/** Asks a backend, and answers for it where the connection is closed and the backend does not notice. */
function asking(clock: Clock, backend: Backend) {
  return (request: RequestRecord, answered: (answer: Answer) => void): void => {
    let over = false;
    const end = () => {
      if (over) return;
      over = true;
      answered(answerOf(request));
    };
    backend.submit(request, end);
    const at = closedAt(request);
    if (over || at === undefined) return;
    clock.at(at + NOTICE_SECONDS, () => {
      if (!over) request.outcome = 'abort';
      end();
    });
  };
}

function refuse(request: RequestRecord, answered: (answer: Answer) => void, answer: Answer): void {
  request.outcome = 'refused';
  answered(answer);
}

/** What the client of a stream has seen by then decides: after the first token the status is 200 for good. */
function answerOf(request: RequestRecord): Answer {
  const { id, ask, outcome, status, firstTokenAt } = request;
  const begun = ask.streaming && firstTokenAt !== undefined;
  switch (outcome) {
    case 'stop':
    case 'length':
      return { status: status === 0 ? 200 : status, end: 'whole' };
    case 'abort':
      if (wasCut(request)) return begun ? { status: 200, end: 'broken' } : { status: TIMED_OUT, end: 'local' };
      return { status: begun ? 200 : 0, end: 'hung up' };
    case 'error':
      // One that says itself what went wrong ends as it should.
      if (begun) return { status: 200, end: status === 200 ? 'whole' : 'broken' };
      return { status: status === 0 ? 500 : status, end: 'whole' };
    default:
      throw new Error(`a backend is done with request ${id} and leaves it ${outcome}`);
  }
}
