import { environmentOf } from '../support/environment.js';
import { groupsFor } from '../support/rules.js';
import { firstTokens, type ObjectiveStory, OF_CHAT, objectiveRules, played } from './objectives.js';
import type { PlayedStory } from './play.js';
import type { Phase, Scene } from './timeline.js';

const objective = { name: 'objective', indicator: 'firstToken', thresholdSeconds: 10, objectivePercent: 99 } as const;
/** The alert of one long window alone, and what it needs. */
const burnOver = (long: string, settings: object) =>
  groupsFor(
    objectiveRules(environmentOf({ ...settings, slos: [objective] })),
    (rule) => rule.labels?.['long_window'] === long,
  );

/** So many first tokens per second, of a thousand of which so many come late. */
const late = (ofThousand: number, perSecond = 1_000): Scene => {
  const share = (of: number, part: number) => (of * part * perSecond) / 1_000;
  return firstTokens(
    { all: share(700, 1), late: share(ofThousand, 0.75) },
    { all: share(300, 1), late: share(ofThousand, 0.25) },
  );
};
/** Fewer first tokens per second than an alert is about. */
const FEW = 0.02;

/** One pair of windows. */
export interface BurnRow {
  readonly long: string;
  readonly short: string;
  readonly severity: string;
  /** Minutes between two samples: the longer the window, the fewer are needed. */
  readonly step: number;
  /** Minutes of the windows and of the alert's own patience. */
  readonly longMinutes: number;
  readonly shortMinutes: number;
  readonly forMinutes: number;
  /** Late first tokens of a thousand: the most that is silent, and what is told of more. */
  readonly limit: number;
  readonly faulty: number;
  readonly summary: string;
}

const MISSED = 'of requests of tenant-a/chat missed objective objective over';
/** Every pair of windows that alerts. */
export const burnRows: readonly BurnRow[] = [
  {
    ...{ long: '1h', short: '5m', severity: 'critical', step: 5, longMinutes: 60, shortMinutes: 5, forMinutes: 2 },
    ...{ limit: 144, faulty: 212 },
    summary: `21.2% ${MISSED} 1h, limit 14.4%: it burns the error budget of 99% over 7d more than 14.4 times as fast as allowed`,
  },
  {
    ...{ long: '6h', short: '30m', severity: 'critical', step: 5, longMinutes: 360, shortMinutes: 30, forMinutes: 15 },
    ...{ limit: 60, faulty: 92 },
    summary: `9.2% ${MISSED} 6h, limit 6%: it burns the error budget of 99% over 7d more than 6 times as fast as allowed`,
  },
  {
    ...{ long: '1d', short: '2h', severity: 'warning', step: 30, longMinutes: 1440, shortMinutes: 120, forMinutes: 60 },
    ...{ limit: 30, faulty: 44 },
    summary: `4.4% ${MISSED} 1d, limit 3%: it burns the error budget of 99% over 7d more than 3 times as fast as allowed`,
  },
  {
    ...{
      long: '3d',
      short: '6h',
      severity: 'warning',
      step: 60,
      longMinutes: 4320,
      shortMinutes: 360,
      forMinutes: 180,
    },
    ...{ limit: 10, faulty: 16 },
    summary: `1.6% ${MISSED} 3d, limit 1%: it burns the error budget of 99% over 7d faster than allowed`,
  },
];

/** The stories of one pair of windows, where the environment says so much besides. */
export function burnStories(row: BurnRow, settings: object = {}): readonly PlayedStory[] {
  const groups = burnOver(row.long, settings);
  return storiesOf(row).map((story) => played(groups, story));
}

function storiesOf(row: BurnRow): readonly ObjectiveStory[] {
  const { long, short, severity, step, longMinutes, shortMinutes, limit, faulty, summary } = row;
  const told = [
    { labels: { slo: 'objective', ...OF_CHAT, severity, long_window: long, short_window: short }, summary },
  ];
  const lasting = (scene: Scene, minutes: number) => ({ scene, minutes: Math.ceil(minutes / step) });
  const at = (minute: number) => `${Math.floor(minute / step) * step}m`;
  const silentAt = (...minutes: readonly number[]) => minutes.map((minute) => ({ at: at(minute), told: [] }));
  const good = lasting(late(0), longMinutes);
  const bad = lasting(late(faulty), longMinutes + row.forMinutes + 2 * step);
  const full = 2 * longMinutes + row.forMinutes + step;
  // The short window, with keep_firing_for and the open ends of windows.
  const recovered = (good.minutes + bad.minutes) * step + shortMinutes + 2 * step;
  const quiet = (title: string, ...phases: readonly Phase[]): ObjectiveStory => {
    const times = [longMinutes - step, 1.5 * longMinutes, 2 * longMinutes, 3 * longMinutes - step];
    return { title, step: `${step}m`, phases, alerts: silentAt(...times) };
  };
  return [
    {
      title: 'fires with the right words once the long window says so, and not before',
      step: `${step}m`,
      phases: [good, bad],
      alerts: [...silentAt(longMinutes * 1.5), { at: at(full), told }],
    },
    quiet('is silent at the limit', lasting(late(limit), 3 * longMinutes)),
    quiet(
      'is silent while every one of a few requests is late',
      lasting(firstTokens({ all: 0.03, late: 0.03 }, { all: 0.02, late: 0.02 }), 3 * longMinutes),
    ),
    {
      title: 'goes on for what the long window saw, though few ask any more',
      step: `${step}m`,
      phases: [good, bad, lasting(late(faulty, FEW), longMinutes / 2)],
      alerts: [{ at: at((good.minutes + bad.minutes) * step + longMinutes / 2 - step), told }],
    },
    {
      title: 'is silent while all of a few requests are late, however many there were before',
      step: `${step}m`,
      phases: [lasting(late(0), 3 * longMinutes), lasting(late(1_000, FEW), 1.5 * longMinutes)],
      alerts: silentAt(...[3.2, 3.6, 4, 4.4].map((times) => times * longMinutes)),
    },
    quiet(
      'is silent when nobody asks for anything any more',
      good,
      lasting(firstTokens({ all: 0, late: 0 }, { all: 0, late: 0 }), 2 * longMinutes),
    ),
    ...[late(0), []].map((after) => ({
      title: `recovers with the short window, long before the long one, ${after.length === 0 ? 'with no application left' : 'with good requests'}`,
      step: `${step}m`,
      phases: [good, bad, lasting(after, longMinutes)],
      alerts: [{ at: at(full), told }, ...silentAt(recovered)],
    })),
  ];
}
