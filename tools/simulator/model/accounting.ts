import type { Clock } from '../clock.js';
import { type Admitted, needsRedis } from './admission.js';
import { type Chunking, spread, streamChunks } from './answer-chunks.js';
import type { PluginObserver } from './gateway-events.js';
import type { RateLimits } from './limits.js';
import type { Quotas } from './quotas.js';
import type { RequestRecord } from './request.js';
import type { Answer } from './upstream.js';

const OK = 200;
const LOST_COUNT = 500;

export interface AccountingProps {
  readonly clock: Clock;
  readonly limits: RateLimits;
  readonly quotas: Quotas;
  readonly chunking: Chunking;
  readonly redisAnswers: () => boolean;
}

/** An answer as it passes the plugin. */
export interface Passing {
  readonly request: RequestRecord;
  readonly admitted: Admitted;
  readonly answer: Answer;
}

/**
 * The plugin's books over an answer: chunks and usage as they are really counted, Redis as it should be. Returns the status
 * that the client gets, which is another than the one counted where Redis does not answer.
 */
export function accounting(props: AccountingProps): (observer: PluginObserver, passing: Passing) => number {
  const { clock, limits, quotas, chunking, redisAnswers } = props;
  const charge = ({ ask, generatedTokens }: RequestRecord, { qos, quota }: Admitted) => {
    limits.countTokens(ask, qos.rateLimits, ask.promptTokens + generatedTokens);
    if (quota !== undefined) quotas.charge(quota, ask.promptTokens, generatedTokens);
  };
  return (observer, { request, admitted, answer: { status, end } }) => {
    const { ask, generatedTokens, arrivedAt } = request;
    const now = clock.now();
    const one = [{ count: 1, seconds: now - arrivedAt }];
    if (end === 'hung up' && status !== OK) return status;
    if (end === 'local' && !chunking.passesLocalReplies) return status;
    if (status !== OK) {
      observer.chunks(ask, status, one);
      return status;
    }
    if (end !== 'whole') {
      // The usage comes last, so that tokens of a broken stream are charged to nobody.
      observer.chunks(ask, status, spread(request, Math.ceil(generatedTokens / chunking.tokensPerChunk), now));
      return status;
    }
    if (ask.streaming) observer.chunks(ask, status, spread(request, streamChunks(generatedTokens, chunking), now));
    else {
      observer.chunks(ask, status, one);
      observer.usage(ask, { promptTokens: ask.promptTokens, generatedTokens });
    }
    if (redisAnswers() || !needsRedis(admitted.qos)) charge(request, admitted);
    else if (!ask.streaming) return LOST_COUNT;
    return status;
  };
}
