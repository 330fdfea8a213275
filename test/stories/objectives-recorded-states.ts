import { ANOTHER } from './objectives.js';
import type { Labels } from './timeline.js';

/** What is recorded per second, and what an objective makes of it; nothing where it is not said. */
export interface State {
  readonly recorded: Readonly<Record<string, readonly (readonly [own: Labels, value: number])[]>>;
  readonly bad?: number;
  readonly total?: number;
}

const EVENTS = 'application:arks_slo_events:rate5m';
const LATE = 'application:arks_slo_late:rate5m';
const UNJUDGED = 'application:arks_slo_unjudged_replicas:count';
const REJECTED = 'application:arks_requests_rejected:rate5m';
const FINISHED = 'application:arks_requests:rate5m';
const OWN = { slo: 'objective', role: 'unified' } as const;
const OTHER = { slo: ANOTHER, role: 'unified' } as const;
const UNIFIED = { role: 'unified' } as const;
const PREFILL = { role: 'prefill' } as const;
const ERROR = { ...UNIFIED, finished_reason: 'error' } as const;

/** What engines can have of an objective of a latency, beside another that they miss. */
export const OF_LATENCY: Readonly<Record<string, State>> = {
  late: {
    recorded: {
      [EVENTS]: [
        [OWN, 10],
        [OTHER, 61],
      ],
      [LATE]: [
        [OWN, 3],
        [OTHER, 53],
      ],
    },
    bad: 3,
    total: 10,
  },
};

/** What engines can have of an objective of goodput, apart from each other by their cluster. */
export const OF_GOODPUT: Readonly<Record<string, State>> = {
  ...OF_LATENCY,
  'late-failed-and-rejected': {
    recorded: {
      [EVENTS]: [[OWN, 10]],
      [LATE]: [[OWN, 3]],
      [FINISHED]: [
        [ERROR, 4],
        [{ ...ERROR, finished_reason: 'stop' }, 6],
        [{ ...ERROR, ...PREFILL }, 67],
      ],
      [REJECTED]: [
        [UNIFIED, 2],
        [PREFILL, 71],
      ],
    },
    bad: 3 + 4 + 2,
    total: 10 + 2,
  },
  'late-failures': {
    recorded: { [EVENTS]: [[OWN, 10]], [LATE]: [[OWN, 8]], [FINISHED]: [[ERROR, 7]] },
    bad: 10,
    total: 10,
  },
  'all-rejected': { recorded: { [REJECTED]: [[UNIFIED, 5]] }, bad: 5, total: 5 },
  'rejected-where-another-cannot-tell': {
    recorded: { [REJECTED]: [[UNIFIED, 5]], [UNJUDGED]: [[OTHER, 1]] },
    bad: 5,
    total: 5,
  },
  'rejected-where-it-cannot-tell': { recorded: { [REJECTED]: [[UNIFIED, 5]], [UNJUDGED]: [[OWN, 1]] } },
  'cannot-tell': { recorded: { [FINISHED]: [[ERROR, 4]], [UNJUDGED]: [[OWN, 1]] } },
  'rejected-before-decoding': { recorded: { [REJECTED]: [[PREFILL, 5]] } },
  anothers: { recorded: { [EVENTS]: [[OTHER, 61]], [LATE]: [[OTHER, 53]] } },
};

const GOOD = { envoy_response_code_class: '2' } as const;
const FAILED = { envoy_response_code_class: '5' } as const;

/** What a gateway can have, under the names of its answers and of what breaks off. */
export const ofGateway = (answers: string, broken: string): Readonly<Record<string, State>> => ({
  good: { recorded: { [answers]: [[GOOD, 7]] }, bad: 0, total: 7 },
  failing: {
    recorded: {
      [answers]: [
        [GOOD, 7],
        [FAILED, 3],
      ],
    },
    bad: 3,
    total: 10,
  },
  breaking: { recorded: { [answers]: [[GOOD, 7]], [broken]: [[{}, 2]] }, bad: 2, total: 7 },
  both: {
    recorded: {
      [answers]: [
        [GOOD, 7],
        [FAILED, 3],
      ],
      [broken]: [[{}, 2]],
    },
    bad: 5,
    total: 10,
  },
});
