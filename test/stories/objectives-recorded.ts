import type { RuleGroup } from '../../src/rules/rule-group.js';
import { environmentOf } from '../support/environment.js';
import { type Input, playRecord, type RecordCase } from '../support/record-test.js';
import { objectiveRules } from './objectives.js';
import { pairs } from './objectives-judged-scene.js';
import { OF_GOODPUT, OF_LATENCY, ofGateway } from './objectives-recorded-states.js';
import type { PlayedStory } from './play.js';
import type { Labels } from './timeline.js';

export const BAD = 'slo:arks_bad:rate5m';
export const TOTAL = 'slo:arks_total:rate5m';

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
    states: OF_GOODPUT,
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
export function countingRules(objective: object, settings: object = {}): readonly RuleGroup[] {
  const slos = [{ name: 'objective', objectivePercent: 99, ...objective }];
  const rules = objectiveRules(environmentOf({ ...settings, slos }));
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
