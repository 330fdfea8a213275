import type { Random } from '../random.js';
import type { Ask } from './request.js';

/** Numbers of tokens, or seconds, with this median; `spread` is the standard deviation of the logarithm. */
export interface Lengths {
  readonly median: number;
  readonly spread: number;
  readonly least: number;
  readonly most: number;
}

/** What the requests of one user to one model are like. */
export interface Habits {
  readonly namespace: string;
  readonly user: string;
  readonly model: string;
  /** Share of requests, 0 to 1, whose answer is streamed. */
  readonly streamingShare: number;
  /** What comes after a shared prefix, where there is one. */
  readonly promptTokens: Lengths;
  readonly generationTokens: Lengths;
  /** System prompts; a request begins with one of them in `prefixShare` of cases. */
  readonly prefixes: readonly { readonly name: string; readonly tokens: number }[];
  readonly prefixShare: number;
  /** How long clients wait; for ever where it is left out. */
  readonly patienceSeconds?: Lengths;
  /** Share of answers that are cut at their longest. */
  readonly endsAtLengthShare?: number;
}

/** The next request of a user. Draws the same number of times for every one, so that one habit does not shift another. */
export function nextAsk(habits: Habits, random: Random): Ask {
  const { namespace, user, model, prefixes, prefixShare, patienceSeconds, endsAtLengthShare = 0 } = habits;
  const streaming = random.uniform() < habits.streamingShare;
  const ownTokens = Math.round(drawn(habits.promptTokens, random));
  const generationTokens = Math.round(drawn(habits.generationTokens, random));
  const chosen = Math.floor(random.uniform() * prefixes.length);
  const prefix = random.uniform() < prefixShare ? prefixes[chosen] : undefined;
  const patience = drawn(patienceSeconds ?? habits.promptTokens, random);
  const endsAtLength = random.uniform() < endsAtLengthShare;
  return {
    namespace,
    user,
    model,
    streaming,
    promptTokens: ownTokens + (prefix?.tokens ?? 0),
    generationTokens,
    ...(prefix === undefined ? {} : { prefix }),
    ...(patienceSeconds === undefined ? {} : { patienceSeconds: patience }),
    ...(endsAtLength ? { endsAtLength } : {}),
  };
}

function drawn({ median, spread, least, most }: Lengths, random: Random): number {
  return Math.min(most, Math.max(least, random.logNormal(median, spread)));
}
