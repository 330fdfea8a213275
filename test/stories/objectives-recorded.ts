import type { RuleGroup } from '../../src/rules/rule-group.js';
import { type Input, playRecord, type RecordCase } from '../support/record-test.js';
import { ANOTHER, environmentWith, objectiveRules } from './objectives.js';
import { pairs } from './objectives-judged-scene.js';
import type { PlayedStory } from './play.js';
import type { Labels } from './timeline.js';

const BAD = 'slo:arks_bad:rate5m';
const TOTAL = 'slo:arks_total:rate5m';

/** What is recorded per second, and what an objective makes of it; nothing where it is not said. */
interface State {
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
const OF_LATENCY: Readonly<Record<string, State>> = {
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
const OF_ENGINES: Readonly<Record<string, State>> = {
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
const ofGateway = (answers: string, broken: string): Readonly<Record<string, State>> => ({
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

/** Three of whom all is recorded, each ten times as much as the one before. */
const three = (label: string, [first, second]: readonly [string, string]): readonly Labels[] => [
  { namespace: 'tenant-a', [label]: first },
  { namespace: 'tenant-a', [label]: second },
  { namespace: 'tenant-b', [label]: first },
];
const APPLICATIONS = three('application', ['chat', 'code']);
const MODELS = three('model', ['qwen-7b', 'mistral-9b']);
const times = (index: number) => 10 ** index;
const [CHOSEN = {}] = MODELS;

const AVAILABILITY = { indicator: 'gatewayAvailability' } as const;
const OF_MODELS = ofGateway('gateway:arks_upstream_requests:rate5m', 'gateway:arks_upstream_broken:rate5m');
const OBJECTIVES = [
  {
    objective: { indicator: 'goodput', thresholdSeconds: 60 },
    states: OF_ENGINES,
    recordedOf: APPLICATIONS,
    told: ['namespace', 'application'],
  },
  ...(['namespace', 'none'] as const).map((grouping) => ({
    objective: { indicator: 'firstToken', thresholdSeconds: 10, grouping },
    states: OF_LATENCY,
    recordedOf: APPLICATIONS,
    told: grouping === 'none' ? [] : ['namespace'],
  })),
  {
    objective: AVAILABILITY,
    states: ofGateway('gateway:arks_requests:rate5m', 'gateway:arks_streams_cut:rate5m'),
    recordedOf: MODELS,
    told: [],
  },
  ...(['model', 'namespace'] as const).map((grouping) => ({
    objective: { ...AVAILABILITY, grouping },
    states: OF_MODELS,
    recordedOf: MODELS,
    told: ['namespace', 'model'].slice(0, grouping === 'model' ? 2 : 1),
  })),
  {
    objective: { ...AVAILABILITY, selector: CHOSEN },
    states: OF_MODELS,
    recordedOf: MODELS,
    told: ['namespace', 'model'],
  },
];

/** The two rules that say what is bad and what there is at all, without what they rest on. */
function countingRules(objective: object): readonly RuleGroup[] {
  const rules = objectiveRules(environmentWith({ name: 'objective', objectivePercent: 99, ...objective }));
  return rules
    .map((group) => ({
      ...group,
      rules: group.rules.filter((rule) => 'record' in rule && [BAD, TOTAL].includes(rule.record)),
    }))
    .filter((group) => group.rules.length > 0);
}

function recordedStory({ objective, states, recordedOf, told }: (typeof OBJECTIVES)[number]): PlayedStory {
  const groups = countingRules(objective);
  const inputs = Object.entries(states).flatMap(([cluster, { recorded }]) =>
    recordedOf.flatMap((labels, index) =>
      Object.entries(recorded).flatMap(([name, series]) =>
        series.map(([own, value]): Input => {
          return [`${name}{${pairs({ cluster, ...labels, ...own })}}`, `${value * times(index)}x20`];
        }),
      ),
    ),
  );
  const counted = 'selector' in objective ? recordedOf.slice(0, 1) : recordedOf;
  const samples = Object.entries(states).flatMap(([cluster, state]) =>
    [[BAD, state.bad] as const, [TOTAL, state.total] as const].flatMap(([record, value]) =>
      value === undefined ? [] : summed(counted, told, { cluster, record, value }),
    ),
  );
  const one: RecordCase = {
    title: `${objective.indicator}${'selector' in objective ? ' of one model' : ''} counts everything that is recorded, ${
      told.length === 0 ? 'all together' : `by ${told.join(' and ')}`
    }`,
    record: BAD,
    expr: [BAD, TOTAL].map((record) => `label_replace(${record}, "record", "${record}", "", "")`).join(' or '),
    inputs,
    samples,
  };
  return { title: one.title, groups, complaint: (program, own) => playRecord(program, BAD, [one], own) };
}

/** What is said of each that has these labels. */
function summed(
  counted: readonly Labels[],
  told: readonly string[],
  { cluster, record, value }: { readonly cluster: string; readonly record: string; readonly value: number },
): RecordCase['samples'] {
  const sums = new Map<string, number>();
  for (const [index, labels] of counted.entries()) {
    const own = Object.fromEntries(told.map((label) => [label, labels[label] ?? '']));
    const key = `{${pairs({ cluster, ...own, slo: 'objective', record })}}`;
    sums.set(key, (sums.get(key) ?? 0) + value * times(index));
  }
  return [...sums];
}

/** What objectives make of what is recorded: everything that an application or a model can have, whatever alerts make of it. */
export const recordedStories: readonly PlayedStory[] = OBJECTIVES.map(recordedStory);
