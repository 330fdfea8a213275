/** One request that was answered, as its client's log has it. */
export interface SglangRequest {
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly generatedTokens: number;
  readonly queueSeconds: number;
  readonly firstTokenSeconds: number;
  /** Between two tokens. */
  readonly tokenSeconds: number;
  readonly stream: boolean;
  readonly end: 'stop' | 'abort';
  readonly retracted: boolean;
}

/** As many of each as turn through within a round, so that every round is the same. */
const PROMPTS = [53, 181, 407, 811, 1301];
const ANSWERS = [11, 23, 47, 5];
const FIRST_TOKENS = [0.07, 0.13, 0.31, 0.53, 0.71, 0.17, 0.23, 1.3, 0.43, 2.9];
const TOKEN_SECONDS = 0.017;
const ROUND = 20;
/** Places in a round: a stream and a request without one that were aborted, and one that lost its place in the batch. */
const ABORTED = [4, 11];
const RETRACTED = 7;

/** A round of requests of every kind, the same each time. */
export const ROUND_OF_REQUESTS: readonly SglangRequest[] = Array.from({ length: ROUND }, (_, index) => {
  const promptTokens = at(PROMPTS, index);
  return {
    promptTokens,
    cachedTokens: index % 4 === 0 ? Math.floor(promptTokens / 2) : 0,
    generatedTokens: at(ANSWERS, index),
    queueSeconds: 0.003,
    firstTokenSeconds: at(FIRST_TOKENS, index),
    tokenSeconds: TOKEN_SECONDS,
    stream: index % 2 === 0,
    end: ABORTED.includes(index) ? 'abort' : 'stop',
    retracted: index === RETRACTED,
  };
});

/** Whether SGLang measures its first token: an aborted answer that comes at once has none. */
export function hasFirstToken({ stream, end }: SglangRequest): boolean {
  return stream || end !== 'abort';
}

/** Seconds from arrival to the last token. */
export function requestSeconds({ firstTokenSeconds, generatedTokens, tokenSeconds }: SglangRequest): number {
  return firstTokenSeconds + (generatedTokens - 1) * tokenSeconds;
}

function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index % values.length];
  if (value === undefined) throw new Error('there must be a value to turn through');
  return value;
}
