import { around } from './exporter-gap.js';
import { application, disaggregatedApplication } from './scenes-applications.js';
import type { SpecialStory } from './special.js';
import type { Scene } from './timeline.js';
import { WARNING } from './told-labels.js';

/** Applications of both kinds, of which nothing is there. */
const missed = [...application(5), ...disaggregatedApplication({ router: 3, prefill: 7, decode: 9 })];
/** As they are after they were made anew, while no operator says what has become of them. */
const madeAnew: Scene = missed.filter(({ name }) => !name.endsWith('_status_phase'));

const ALERTS = [
  [
    'ArksRuntimeMetricsAbsent',
    (of: string, wanted: number) => `${of} wants ${wanted} replicas, but no engine series of it arrives`,
  ],
  [
    'ArksApplicationReplicasUnavailable',
    (of: string, wanted: number) => `${of} lacks ${wanted} of the replicas that it wants`,
  ],
] as const;

/** Applications that want replicas and have none, and what is known of their phase. */
export const missedApplicationStories: readonly SpecialStory[] = ALERTS.flatMap(([alert, words]): SpecialStory[] => {
  const told = (name: string, role: string, wanted: number) => ({
    labels: { namespace: 'tenant-a', application: name, role, ...WARNING },
    summary: words(`tenant-a/${name} (${role})`, wanted),
  });
  return [
    {
      alert,
      title: 'counts on while the exporter of custom resources is restarted',
      phases: around([missed, 10], [missed, 3]),
      told: [
        ...[told('chat', 'unified', 5), told('reason', 'router', 3)],
        ...[told('reason', 'prefill', 7), told('reason', 'decode', 9)],
      ],
    },
    {
      alert,
      title: 'holds one that was made anew for running no longer than five minutes',
      phases: [
        { scene: missed, minutes: 5 },
        { scene: madeAnew, minutes: 40 },
      ],
    },
  ];
});
