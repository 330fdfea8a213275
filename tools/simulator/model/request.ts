/** What a client asks for. Times are seconds on the virtual clock, lengths are tokens. */
export interface Ask {
  readonly namespace: string;
  /** Name of the ArksToken, as the gateway's `user` label has it. */
  readonly user: string;
  readonly model: string;
  readonly streaming: boolean;
  readonly promptTokens: number;
  /** How long the answer becomes if nothing cuts it short. */
  readonly generationTokens: number;
  /** The beginning that many prompts share, and its length; undefined where the prompt shares nothing. */
  readonly prefix?: { readonly name: string; readonly tokens: number };
  /** When the client hangs up, should it still wait. */
  readonly patienceSeconds?: number;
  /** True where the answer ends at its longest instead of at a stop. */
  readonly endsAtLength?: boolean;
}

/** How a request ended. The first four never reached an engine. */
export type Outcome =
  | 'unauthorized'
  | 'rate-limited'
  | 'quota-exhausted'
  | 'refused'
  | 'stop'
  | 'length'
  | 'abort'
  | 'error'
  | 'pending';

/** The record of one request: the truth that every number shown is held against. */
export interface RequestRecord {
  readonly id: number;
  readonly ask: Ask;
  readonly arrivedAt: number;
  /** When Envoy breaks it off, should it not be over: the timeout of its route. */
  cutAt?: number;
  /** Status code that the client saw; 0 while it waits, and where it hung up before there was one. */
  status: number;
  outcome: Outcome;
  /** The rule that rejected it. */
  rule?: 'rpm' | 'rpd' | 'tpm' | 'tpd';
  /** Where it was computed: the replica of a unified application, or the two of a disaggregated one. */
  application?: string;
  pod?: string;
  prefillPod?: string;
  /** When an engine got it, took it into the batch for the first time, produced the first token, was done with it. */
  queuedAt?: number;
  scheduledAt?: number;
  firstTokenAt?: number;
  finishedAt?: number;
  generatedTokens: number;
  cachedTokens: number;
  preemptions: number;
}

/** When whoever holds the connection closes it, the client or Envoy before it; nothing where both wait for good. */
export function closedAt({ ask: { patienceSeconds }, arrivedAt, cutAt }: RequestRecord): number | undefined {
  const leavesAt = patienceSeconds === undefined ? undefined : arrivedAt + patienceSeconds;
  return leavesAt === undefined || cutAt === undefined ? (leavesAt ?? cutAt) : Math.min(leavesAt, cutAt);
}

/** Whether an aborted request was cut by Envoy before its client would have left. */
export function wasCut(request: RequestRecord): boolean {
  return request.outcome === 'abort' && request.cutAt !== undefined && closedAt(request) === request.cutAt;
}
