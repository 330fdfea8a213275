import { check, type FindingOf } from '../check.js';
import { rulesOf } from '../expected-rules.js';
import { PAGES } from '../pages.js';
import type { LoadedGroup } from '../sources/prometheus-answers.js';
import { api, counted, namesText } from '../words.js';

const MILLISECONDS = 1_000;
/** Evaluations that may be missed before a group counts as standing still. */
const MISSED = 3;
/** An answer takes its time, and clocks differ. */
const GRACE_SECONDS = 60;
/** Share of its interval that the evaluation of a group may take. */
const BUSY = 0.8;

/** Groups that are not evaluated any more, or hardly in time. */
export const rulesLate = check('rules-late', ['prometheus'], ({ prometheus: { groups = [] } }, { plan, now }) => {
  const ours = new Set(rulesOf(plan).map(({ name }) => name));
  const own = groups.filter(({ name }) => ours.has(name));
  const age = ({ evaluatedAt }: LoadedGroup) => (now - evaluatedAt) / MILLISECONDS;
  const stale = own.filter((group) => age(group) > MISSED * group.intervalSeconds + GRACE_SECONDS);
  const slow = own.filter((group) => !stale.includes(group) && group.tookSeconds > BUSY * group.intervalSeconds);
  return [...staleFinding(stale, age), ...slowFinding(slow)];
});

function staleFinding(stale: readonly LoadedGroup[], age: (group: LoadedGroup) => number): readonly FindingOf[] {
  const [oldest] = stale.toSorted((one, other) => age(other) - age(one));
  if (oldest === undefined) return [];
  return [
    {
      severity: 'error',
      subject: `${counted(stale.length, 'group')} of rules ${stale.length === 1 ? 'is' : 'are'} not evaluated any more: ${namesText(stale.map(({ name }) => name))}`,
      evidence: [
        {
          query: api('/rules'),
          value: `${oldest.name} was evaluated ${Math.round(age(oldest))} s ago, its interval is ${oldest.intervalSeconds} s`,
        },
      ],
      meaning: 'What they record is old or gone, and their alerts can not fire.',
      remedy:
        'Prometheus is too busy, or hangs on its disk: look at its log, and at the rate of prometheus_rule_group_iterations_missed_total.',
      page: PAGES.stale,
      explains: stale.map(({ name }) => `group:${name}` as const),
    },
  ];
}

function slowFinding(slow: readonly LoadedGroup[]): readonly FindingOf[] {
  const [slowest] = slow.toSorted((one, other) => other.tookSeconds - one.tookSeconds);
  if (slowest === undefined) return [];
  return [
    {
      severity: 'warning',
      subject: `${counted(slow.length, 'group')} of rules ${slow.length === 1 ? 'takes' : 'take'} almost the whole interval: ${namesText(slow.map(({ name }) => name))}`,
      evidence: [
        {
          query: api('/rules'),
          value: `${slowest.name} took ${slowest.tookSeconds.toFixed(2)} s of ${slowest.intervalSeconds} s`,
        },
      ],
      meaning: 'Evaluations will be missed, so that rates and alerts come late.',
      remedy: 'Give Prometheus more processor time, or raise rules.interval and rules.detailInterval.',
      page: PAGES.stale,
    },
  ];
}
