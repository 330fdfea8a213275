import { groupsFor } from '../support/rules.js';
import {
  ANOTHER,
  environmentWith,
  firstTokens,
  type ObjectiveStory,
  OF_CHAT,
  objectiveRules,
  played,
} from './objectives.js';
import type { PlayedStory } from './play.js';
import type { Scene } from './timeline.js';

/** An objective over a week. */
export const week = {
  ...{ name: 'objective', indicator: 'firstToken', thresholdSeconds: 10, objectivePercent: 99, window: '7d' },
} as const;
const groups = objectiveRules(environmentWith(week));
/** Another objective of the same environment, whose series are none of this one's. */
const beside = objectiveRules(environmentWith({ ...week, name: ANOTHER, objectivePercent: 95 }));

const RATIO = 'slo:arks_error:ratio_rate7d';
const REMAINING = 'slo:arks_error_budget_remaining:ratio';
const COVERAGE = 'slo:arks_error_budget_coverage:ratio';
const EXHAUSTION = 'slo:arks_error_budget_exhaustion:seconds';
const SECONDS_PER_WEEK = 604_800;

/** Of so many first tokens per second so many late. */
const late = (count: number, all = 1_000): Scene =>
  firstTokens({ all: 0.7 * all, late: 0.7 * count }, { all: 0.3 * all, late: 0.3 * count });
const nobody = late(0, 0);

/** Told apart from what the other objective spends. */
const besideAnother: ObjectiveStory = {
  title: 'a quarter of the budget is spent where a quarter of what may be late is',
  step: '1h',
  phases: [{ scene: late(2.5), minutes: 200 }],
  values: [
    { at: '199h', of: 'slo:arks_objective:ratio', value: 0.99 },
    { at: '199h', of: 'slo:arks_burn_rate:ratio1h', value: 0.25 },
    { at: '199h', of: RATIO, value: 0.0025 },
    { at: '199h', of: REMAINING, value: 0.75 },
    { at: '199h', of: EXHAUSTION, value: (0.75 / 0.25) * SECONDS_PER_WEEK },
  ],
};

/** An hour in which nobody asks, so that it does not matter how often the last sample is seen. */
const hourOfNobody = { scene: nobody, minutes: 1 };

const stories: readonly ObjectiveStory[] = [
  {
    title: 'a budget that is overspent says by how much, and has no time left',
    step: '1h',
    phases: [{ scene: late(20), minutes: 200 }],
    values: [
      { at: '199h', of: REMAINING, value: -1 },
      { at: '199h', of: EXHAUSTION, value: 0 },
    ],
  },
  {
    title: 'the time left is what the last six hours make of it',
    step: '1h',
    phases: [{ scene: late(0), minutes: 96 }, { scene: late(20), minutes: 24 }, hourOfNobody],
    values: [
      { at: '120h', of: REMAINING, value: 0.6 },
      { at: '120h', of: EXHAUSTION, value: (0.6 / 2) * SECONDS_PER_WEEK },
    ],
  },
  {
    title: 'a budget that does not burn lasts for ever, and what was spent stays spent',
    step: '1h',
    phases: [{ scene: late(10), minutes: 96 }, { scene: late(0), minutes: 24 }, hourOfNobody],
    values: [
      { at: '120h', of: REMAINING, value: 0.2 },
      { at: '120h', of: EXHAUSTION, value: undefined },
    ],
  },
  {
    title: 'days without requests neither spend nor give back',
    step: '1h',
    phases: [
      { scene: late(4), minutes: 72 },
      { scene: nobody, minutes: 48 },
    ],
    values: [
      { at: '119h', of: 'slo:arks_error:ratio_rate1h', value: undefined },
      { at: '119h', of: REMAINING, value: 0.6 },
      { at: '119h', of: EXHAUSTION, value: undefined },
    ],
  },
  {
    title: 'an application that is gone for a day has no budget any more',
    step: '1h',
    phases: [
      { scene: late(4), minutes: 72 },
      { scene: [], minutes: 30 },
    ],
    values: [
      { at: '80h', of: REMAINING, value: 0.6 },
      { at: '101h', of: REMAINING, value: undefined },
      { at: '101h', of: EXHAUSTION, value: undefined },
    ],
  },
  {
    title: 'an application that has just come is judged by what it has answered so far',
    step: '1h',
    phases: [
      { scene: [], minutes: 96 },
      { scene: late(4), minutes: 2 },
    ],
    values: [
      { at: '97h', of: RATIO, value: 0.004 },
      { at: '97h', of: REMAINING, value: 0.6 },
    ],
  },
  {
    title: 'each request weighs the same: four quiet days of late ones less than a busy one of good ones',
    step: '1h',
    phases: [{ scene: late(1, 1), minutes: 96 }, { scene: late(0), minutes: 24 }, hourOfNobody],
    values: [{ at: '120h', of: RATIO, value: 96 / 24_096 }],
  },
];

/** Of the 2016 steps of a week, so many have a value after so many hours. */
const coveredAfter = (steps: number) => steps / 2_016;
const hour = (count: number) => count * 12;

const ofCoverage = groupsFor(groups, (rule) => 'record' in rule && rule.record === COVERAGE);
const ofBudget = groupsFor(
  groups,
  (rule) => 'record' in rule && (rule.record === REMAINING || rule.record === COVERAGE),
);

/** Samples every five minutes, as often as a window is looked at. */
const coverageStories: readonly ObjectiveStory[] = [
  {
    title: 'a window of which twenty hours are there says so beside the budget, which is that of these hours',
    step: '5m',
    phases: [
      { scene: [], minutes: hour(2) },
      { scene: late(4), minutes: hour(20) },
    ],
    values: [
      { at: '1315m', of: COVERAGE, value: coveredAfter(hour(20)) },
      { at: '1315m', of: REMAINING, value: 0.6 },
    ],
  },
  {
    // As Prometheus answers that keeps thirty hours: the outage before them is not there any more.
    title: 'a failure that has left what is kept leaves a full budget, and a window that is not covered',
    step: '5m',
    phases: [{ scene: late(0), minutes: hour(30) }],
    values: [
      { at: '1795m', of: REMAINING, value: 1 },
      { at: '1795m', of: COVERAGE, value: coveredAfter(hour(30)) },
    ],
  },
  {
    title: 'hours without requests are covered, and hours without an application are not',
    step: '5m',
    phases: [
      { scene: late(4), minutes: hour(6) },
      { scene: nobody, minutes: hour(6) },
      { scene: [], minutes: hour(6) },
      { scene: late(4), minutes: hour(6) },
    ],
    values: [{ at: '1435m', of: COVERAGE, value: coveredAfter(hour(18)) }],
  },
  {
    title: 'what is gone for a day has no window any more',
    step: '5m',
    phases: [
      { scene: late(4), minutes: hour(6) },
      { scene: [], minutes: hour(26) },
    ],
    values: [
      { at: '1200m', of: COVERAGE, value: coveredAfter(hour(6)) },
      { at: '1915m', of: COVERAGE, value: undefined },
    ],
  },
];

const wholeWindow: ObjectiveStory = {
  title: 'a whole window is covered, and no more than that',
  step: '5m',
  phases: [{ scene: late(4), minutes: hour(170) }],
  values: [{ at: '10195m', of: COVERAGE, value: 1 }],
};

/** What is spent of a budget, and how long the rest lasts. */
export const budgetStories: readonly PlayedStory[] = [
  played(groups, besideAnother, beside),
  ...stories.map((story) => played(groups, story)),
  ...coverageStories.map((story) => played(ofBudget, story)),
  played(ofCoverage, wholeWindow),
];

const overSixHours = groupsFor(groups, (rule) => rule.labels?.['long_window'] === '6h');
const labels = { slo: 'objective', ...OF_CHAT, severity: 'critical', long_window: '6h', short_window: '30m' };

const hours = (count: number) => count * 12;

const weighted: readonly ObjectiveStory[] = [
  {
    title: 'is silent in a quiet hour of late requests after five busy ones of good ones',
    step: '5m',
    phases: [
      { scene: late(0), minutes: hours(5) },
      { scene: late(1, 1), minutes: hours(1) },
    ],
    alerts: [{ at: '355m', told: [] }],
  },
  {
    title: 'fires in a busy hour of late requests after five quiet ones of good ones',
    step: '5m',
    phases: [
      { scene: late(0, 7), minutes: hours(5) },
      { scene: late(1_000), minutes: hours(1) },
    ],
    alerts: [
      {
        at: '355m',
        told: [
          {
            labels,
            summary:
              '96.62% of requests of tenant-a/chat missed objective objective over 6h, limit 6%: it burns the error budget of 99% over 7d more than 6 times as fast as allowed',
          },
        ],
      },
    ],
  },
];

/** Alerts over six hours, in which each request weighs the same. */
export const weightedBurnStories: readonly PlayedStory[] = weighted.map((story) => played(overSixHours, story));
