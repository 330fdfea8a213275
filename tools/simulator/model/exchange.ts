import type { Clock } from '../clock.js';
import type { Passing } from './accounting.js';
import type { Admitted, Flaw, Rejected } from './admission.js';
import type { EnvoyObserver, PluginObserver, PluginReplica } from './gateway-events.js';
import type { Ask, RequestRecord } from './request.js';
import type { Answer, Upstream } from './upstream.js';

/** As long as Envoy waits for the plugin's reply to one message (arks e1732a9, config/gateway). */
const MESSAGE_TIMEOUT_SECONDS = 5;
const TOO_LARGE = 413;
const PLUGIN_FAILED = 500;
const PLUGIN_TIMED_OUT = 504;

/** One request on its way through one Envoy and one plugin. */
export interface Exchange {
  readonly request: RequestRecord;
  readonly flaw: Flaw | undefined;
  readonly envoy: EnvoyObserver;
  readonly plugin: PluginReplica;
  /** The process that it began with: a restarted one does not know it. */
  readonly observer: PluginObserver;
}

export interface ExchangeProps {
  readonly clock: Clock;
  readonly judge: (ask: Ask, flaw: Flaw | undefined) => Admitted | Rejected;
  readonly account: (observer: PluginObserver, passing: Passing) => number;
  readonly upstreamOf: (admitted: Admitted) => Upstream;
}

/** Takes a request from its arrival to the end of its answer; every way of failing on the way is here. */
export function exchanging({ clock, judge, account, upstreamOf }: ExchangeProps): (exchange: Exchange) => void {
  const settle = ({ request, envoy }: Exchange, { status, end }: Answer) => {
    request.status = status;
    if (end === 'hung up') envoy.hungUp(status);
    else if (end === 'broken') envoy.cutOff(status);
    else envoy.answered(status, clock.now() - request.arrivedAt);
  };
  const refuse = (exchange: Exchange, status: number) => {
    exchange.request.outcome = 'refused';
    settle(exchange, { status, end: 'whole' });
  };
  const comeBack = (exchange: Exchange, admitted: Admitted, answer: Answer) => {
    const { request, envoy, observer } = exchange;
    if (lost(exchange)) {
      envoy.externalProcessing('failed');
      return settle(exchange, withoutPlugin(request.ask, answer));
    }
    envoy.externalProcessing('closed');
    settle(exchange, { ...answer, status: account(observer, { request, admitted, answer }) });
  };
  const reject = (exchange: Exchange, { status, outcome, rule }: Rejected) => {
    const { request, envoy, observer } = exchange;
    envoy.externalProcessing('closed');
    request.outcome = outcome;
    if (rule !== undefined) {
      request.rule = rule;
      observer.rateLimited(request.ask, rule);
    }
    settle(exchange, { status, end: 'whole' });
  };
  const process = (exchange: Exchange) => {
    const { request, flaw, envoy } = exchange;
    if (lost(exchange)) {
      envoy.externalProcessing('failed');
      return refuse(exchange, PLUGIN_FAILED);
    }
    const verdict = judge(request.ask, flaw);
    if ('outcome' in verdict) return reject(exchange, verdict);
    upstreamOf(verdict).forward(request, envoy, (answer) => comeBack(exchange, verdict, answer));
  };
  return (exchange) => {
    const { envoy, plugin, flaw } = exchange;
    envoy.received();
    if (plugin.down) {
      envoy.externalProcessing('failed');
      return refuse(exchange, PLUGIN_FAILED);
    }
    envoy.externalProcessing('opened');
    if (flaw === 'body too large') {
      envoy.externalProcessing('closed');
      envoy.tooLarge();
      return refuse(exchange, TOO_LARGE);
    }
    if (plugin.delaySeconds < MESSAGE_TIMEOUT_SECONDS) return clock.after(plugin.delaySeconds, () => process(exchange));
    clock.after(MESSAGE_TIMEOUT_SECONDS, () => {
      envoy.externalProcessing('timed out');
      refuse(exchange, PLUGIN_TIMED_OUT);
    });
  };
}

function lost({ plugin, observer }: Exchange): boolean {
  return plugin.down || plugin.observer !== observer;
}

/** What becomes of an answer that the plugin does not let pass: a stream has its status already and breaks off. */
function withoutPlugin(ask: Ask, answer: Answer): Answer {
  if (answer.end === 'hung up') return answer;
  return ask.streaming && answer.status === 200
    ? { status: 200, end: 'broken' }
    : { status: PLUGIN_FAILED, end: 'whole' };
}
