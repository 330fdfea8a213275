/** How much something hurts, most first. Notes leave the exit code as it is. */
export const SEVERITIES = ['error', 'warning', 'note'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What was asked, as anybody may ask it again, and what came. */
export interface Evidence {
  readonly query: string;
  readonly value: string;
}

/** What findings are about, by which one is told as the consequence of another: `surface:runtime`, `metric:vllm:num_requests_running`. */
export type Topic = `${'surface' | 'metric' | 'record' | 'group' | 'rules' | 'source'}:${string}`;

/** One thing that is not as it should be, as plain data. */
export interface Finding {
  /** Of the check that found it; scripts rely on it. */
  readonly check: string;
  readonly severity: Severity;
  /** What it is about, in a few words, together with what is wrong with it. */
  readonly subject: string;
  readonly evidence: readonly Evidence[];
  /** What follows from it for whoever looks at dashboards and waits for alerts. */
  readonly meaning: string;
  /** A command, a setting, or who has to do what. */
  readonly remedy: string;
  /** The page that says more, as a path in the package or as a link. */
  readonly page: string;
  /** What else is wrong as long as this is. */
  readonly explains?: readonly Topic[];
  /** What may be the cause of it: where an earlier finding explains one of these, this is told as its consequence. */
  readonly mayFollowFrom?: readonly Topic[];
}

/** A finding with the subjects of those that follow from it. */
export interface Told extends Omit<Finding, 'explains' | 'mayFollowFrom'> {
  readonly consequences: readonly string[];
}
