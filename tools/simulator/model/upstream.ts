import type { Clock } from '../clock.js';
import type { Random } from '../random.js';
import type { Backend, Endpoint } from './backend.js';
import type { ClusterState, EnvoyObserver } from './gateway-events.js';
import { detectOutliers } from './outliers.js';
import type { RequestRecord } from './request.js';

const NO_ROUTE = 500;
const NO_HEALTHY_HOST = 503;
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
  const faults: UpstreamFaults = { lostHosts: 0, errorShare: 0, errorStatus: 503 };
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
  const tell = (envoy: EnvoyObserver, host: number, { status, end }: Answer) => {
    // A client that leaves is nobody's error; an answer that breaks off is one of the host.
    if (end === 'hung up') return;
    if (outliers.answered(`${host}`, end === 'broken' ? BROKEN : status)) envoy.hostEjected(cluster);
  };
  const ask = asking(clock, backend);
  return {
    faults,
    cluster,
    state,
    forward: (request, envoy, answered) => {
      const { total, healthy } = backend.hosts();
      if (total === 0) return refuse(request, answered, { status: NO_ROUTE, end: 'whole' });
      if (healthy - faults.lostHosts <= 0) {
        envoy.noHealthyHost(cluster);
        return refuse(request, answered, { status: NO_HEALTHY_HOST, end: 'local' });
      }
      const sentAt = clock.now();
      const end = (answer: Answer, host: number) => {
        if (answer.end === 'whole') envoy.upstreamAnswered(cluster, answer.status, clock.now() - sentAt);
        else envoy.upstreamBroken(cluster, answer.status);
        tell(envoy, host, answer);
        answered(answer);
      };
      envoy.sentUpstream(cluster);
      if (random.uniform() >= faults.errorShare) return ask(request, (answer) => end(answer, hostOf(request)));
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

/** Asks a backend, and answers for it where the client leaves and the backend does not notice. */
function asking(clock: Clock, backend: Backend) {
  return (request: RequestRecord, answered: (answer: Answer) => void): void => {
    let over = false;
    const end = () => {
      if (over) return;
      over = true;
      answered(answerOf(request));
    };
    backend.submit(request, end);
    const { patienceSeconds } = request.ask;
    if (over || patienceSeconds === undefined) return;
    clock.at(request.arrivedAt + patienceSeconds + NOTICE_SECONDS, () => {
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
function answerOf({ id, ask, outcome, status, firstTokenAt }: RequestRecord): Answer {
  const begun = ask.streaming && firstTokenAt !== undefined;
  switch (outcome) {
    case 'stop':
    case 'length':
      return { status: status === 0 ? 200 : status, end: 'whole' };
    case 'abort':
      return { status: begun ? 200 : 0, end: 'hung up' };
    case 'error':
      if (begun) return { status: 200, end: 'broken' };
      return { status: status === 0 ? 500 : status, end: 'whole' };
    default:
      throw new Error(`a backend is done with request ${id} and leaves it ${outcome}`);
  }
}
