import type { AlertName } from '../../src/rules/alerts/index.js';
import type { Labels, Phase, Scene } from './timeline.js';

/** An alert as it must be told: every label it carries, and the exact summary. */
export interface ToldAlert {
  readonly labels: Labels;
  readonly summary: string;
}

/** The stories that every alert must stand; a text instead of a scene says why there is none. */
export interface AlertStories {
  readonly alert: AlertName;
  /** Everything works. */
  readonly healthy: Scene;
  /** The fault, as it is scraped. */
  readonly faulty: Scene;
  /** How long the fault must last until the alert fires, its own `for` and the window of its rates included. */
  readonly firesAfterMinutes: number;
  readonly told: readonly ToldAlert[];
  /** As close to the limit as can be without reaching it. */
  readonly justBelow: Scene | string;
  /** Nobody asks for anything. */
  readonly noTraffic: Scene | string;
  /** Everything works, and one more replica has nothing to do. */
  readonly idleReplica: Scene | string;
  /** A reset of all counters in the healthy scene must not raise it; a text where it reads no counter. */
  readonly counterReset: 'silent' | string;
  /** What it does when all that was faulty is gone: falls silent, or goes on as the absence is the fault. */
  readonly whenGone: 'silent' | 'fires';
  /** The alert as told when everything is gone, where absence is the fault. */
  readonly toldWhenGone?: readonly ToldAlert[];
  /** How long after the fault it falls silent, its keep_firing_for and the window of its rates included. */
  readonly recoversAfterMinutes: number;
  /** Settings under which the stories happen, where the defaults would not show them. */
  readonly settings?: object;
  /** What is otherwise in the settings whose rules still record: those of alerts are newer. */
  readonly recordedBy?: object;
  /** Minutes of the healthy scene before anything happens, where an alert looks far back. */
  readonly settleMinutes?: number;
  /**
   * What is otherwise on Prometheus 3, where it is. Stories are sampled at the minutes that rules are evaluated at, so that a
   * range of five minutes holds six samples on Prometheus 2 and five on 3, whose ranges leave out the sample they begin with: a
   * rate is past its limit, or back below it, a minute earlier there. Run the stories with both, and write down what differs;
   * `npm run test:prometheus-3 -- stories` provides the second. The minutes are exact on both.
   */
  readonly leftOpen?: Partial<Pick<AlertStories, 'firesAfterMinutes' | 'recoversAfterMinutes' | 'told'>>;
}

/** One story: what happens, and which alerts there must be at which minute. */
export interface Story {
  readonly title: string;
  readonly phases: readonly Phase[];
  /** Minutes from one scrape and evaluation to the next, where it is a long one; one without it. */
  readonly stepMinutes?: number;
  readonly expected: readonly { readonly minute: number; readonly alerts: readonly ToldAlert[] }[];
}

const SETTLE_MINUTES = 20;
/** Long past every `for`, unless an alert says otherwise. */
const LONG_MINUTES = 90;

/** The stories of an alert, those it has no scene for left out. */
export function storiesOf(stories: AlertStories): readonly Story[] {
  const { healthy, faulty, told, firesAfterMinutes, recoversAfterMinutes } = stories;
  const settle = stories.settleMinutes ?? SETTLE_MINUTES;
  const long = Math.max(LONG_MINUTES, 2 * firesAfterMinutes);
  const start: Phase = { scene: healthy, minutes: settle };
  const fires = settle + firesAfterMinutes;
  const quiet = (title: string, ...phases: readonly Phase[]): Story => {
    const end = phases.reduce((sum, { minutes }) => sum + minutes, 0);
    const checks = Array.from({ length: Math.floor(end / 5) }, (_, index) => (index + 1) * 5 - 1);
    return { title, phases, expected: checks.map((minute) => ({ minute, alerts: [] })) };
  };
  return [
    {
      title: 'fires with the right words, and not before its time',
      phases: [start, { scene: faulty, minutes: firesAfterMinutes + 5 }],
      expected: [
        { minute: settle - 1, alerts: [] },
        { minute: settle + Math.max(0, Math.floor(firesAfterMinutes / 2) - 1), alerts: [] },
        { minute: fires, alerts: told },
      ],
    },
    quiet('stays silent while everything works', { scene: healthy, minutes: settle + long }),
    ...(typeof stories.justBelow === 'string'
      ? []
      : [quiet('stays silent just below the limit', start, { scene: stories.justBelow, minutes: long })]),
    ...(typeof stories.noTraffic === 'string'
      ? []
      : [quiet('stays silent without traffic', start, { scene: stories.noTraffic, minutes: long })]),
    ...(typeof stories.idleReplica === 'string'
      ? []
      : [quiet('stays silent with one idle replica', start, { scene: stories.idleReplica, minutes: long })]),
    ...(stories.counterReset === 'silent'
      ? [quiet('survives a counter reset', start, { scene: healthy, minutes: long, reset: true })]
      : []),
    {
      title:
        stories.whenGone === 'silent' ? 'falls silent when its target vanishes' : 'goes on when its target vanishes',
      phases: [start, { scene: faulty, minutes: firesAfterMinutes + 5 }, { scene: [], minutes: long }],
      expected: [
        { minute: fires, alerts: told },
        { minute: fires + 5 + long - 1, alerts: stories.whenGone === 'silent' ? [] : (stories.toldWhenGone ?? told) },
      ],
    },
    {
      title: 'recovers',
      phases: [
        start,
        { scene: faulty, minutes: firesAfterMinutes + 5 },
        { scene: healthy, minutes: recoversAfterMinutes + 5 },
      ],
      expected: [
        { minute: fires, alerts: told },
        { minute: fires + 5 + recoversAfterMinutes, alerts: [] },
      ],
    },
  ];
}
