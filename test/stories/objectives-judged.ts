import { seriesNames } from '../../src/promql/names.js';
import type { RecordRule, RuleGroup } from '../../src/rules/rule-group.js';
import { EVERY_RUNTIME, environmentOf } from '../support/environment.js';
import { playRecord, type RecordCase } from '../support/record-test.js';
import { groupsFor, ruleGroups } from '../support/rules.js';
import { GONE, GROUPS, type Group, HOME, inputsOf, pairs } from './objectives-judged-scene.js';
import type { PlayedStory } from './play.js';

const EVENTS = 'application:arks_slo_events:rate5m';
const LATE = 'application:arks_slo_late:rate5m';
const UNJUDGED = 'application:arks_slo_unjudged_replicas:count';
const RECORDS: readonly string[] = [EVENTS, LATE, UNJUDGED];

/** Objectives of latencies with the settings around them, and their thresholds as clients of Python and of Go spell them. */
const OBJECTIVES = [
  {
    settings: EVERY_RUNTIME,
    slo: { name: 'first-token', indicator: 'firstToken', thresholdSeconds: 10 },
    spelled: ['10.0', '10'],
  },
  {
    settings: EVERY_RUNTIME,
    slo: { name: 'objective', indicator: 'interToken', thresholdSeconds: 0.1 },
    spelled: ['0.1'],
  },
  {
    settings: EVERY_RUNTIME,
    slo: { name: 'objective', indicator: 'requestLatency', thresholdSeconds: 60 },
    spelled: ['60.0', '60'],
  },
  {
    settings: {},
    slo: { name: 'objective', indicator: 'firstToken', thresholdSeconds: 10 },
    spelled: ['10.0', '10'],
  },
  {
    settings: {},
    slo: {
      ...{ name: 'objective', indicator: 'firstToken', thresholdSeconds: 10 },
      selector: { namespace: 'tenant-a', application: 'chat', model: 'qwen-7b' },
    },
    selected: { namespace: 'tenant-a', application: 'chat', model_name: 'qwen-7b' },
    spelled: ['10.0', '10'],
  },
] as const;

/** Histograms that a rule reads, the names of older versions among them. */
const histogramsOf = ({ expr }: RecordRule) => [
  ...new Set(seriesNames(expr).map((name) => name.replace(/_(bucket|count)$/, ''))),
];

/** What a rule says of a group: each generation of names has replicas of its own. */
function saidOf({ labels, counted }: Group, rule: RecordRule): number {
  const gone = labels === HOME ? GONE : { all: 0, late: 0 };
  const unjudged = labels === HOME ? 3 : 1;
  const said: Readonly<Record<string, number>> = {
    ...{ [EVENTS]: counted.all + gone.all, [LATE]: counted.late + gone.late, [UNJUDGED]: unjudged },
  };
  return (said[rule.record] ?? 0) * histogramsOf(rule).length;
}

function judgedStory({ settings, slo, spelled, ...which }: (typeof OBJECTIVES)[number]): PlayedStory {
  const groups = groupsFor(
    ruleGroups(environmentOf({ ...settings, slos: [{ ...slo, objectivePercent: 99 }] })),
    (rule) => 'record' in rule && RECORDS.includes(rule.record),
  );
  const selected = Object.entries('selected' in which ? which.selected : {});
  const counted = GROUPS.filter(({ labels }) => selected.every(([label, value]) => labels[label] === value));
  const rules = recordsOf(groups);
  const all: RecordCase = {
    title: slo.name,
    record: EVENTS,
    // All at once, since the replicas take longer than what is asked of them.
    expr: RECORDS.map((record) => `label_replace(${record}, "record", "${record}", "", "")`).join(' or '),
    inputs: [...new Set(rules.flatMap(histogramsOf))].flatMap((name) => inputsOf(name, spelled)),
    samples: rules.flatMap((rule) =>
      counted.map((one) => {
        const { record, labels } = rule;
        return [`{${pairs({ ...one.labels, ...labels, record })}}`, saidOf(one, rule)] as const;
      }),
    ),
  };
  return {
    title: `${slo.name} of ${slo.indicator} counts what replicas can tell, and those who cannot, ${
      selected.length === 0 ? 'of each role and model by itself' : 'of what is selected alone'
    }`,
    groups,
    complaint: (program, own) => playRecord(program, EVENTS, [all], own),
  };
}

function recordsOf(groups: readonly RuleGroup[]): readonly RecordRule[] {
  return groups.flatMap(({ rules }) => rules).filter((rule) => 'record' in rule);
}

/** What objectives of latencies read of replicas, whatever alerts make of it. */
export const judgedStories: readonly PlayedStory[] = OBJECTIVES.map(judgedStory);
