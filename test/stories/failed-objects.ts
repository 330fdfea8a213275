import { around } from './exporter-gap.js';
import { application, disaggregatedApplication } from './scenes-applications.js';
import { model } from './scenes-resources.js';
import type { SpecialStory } from './special.js';
import { WARNING } from './told-labels.js';

const FAILED = 'Failed';
const failures = [
  {
    alert: 'ArksApplicationFailed',
    failed: [...application(3, FAILED), ...disaggregatedApplication({ router: 1, prefill: 3, decode: 5 }, FAILED)],
    told: ['chat', 'reason'].map((name) => ({
      labels: { namespace: 'tenant-a', application: name, ...WARNING },
      summary: `tenant-a/${name} is in phase Failed`,
    })),
  },
  {
    alert: 'ArksModelLoadFailed',
    failed: model('qwen-7b-files', FAILED),
    told: [
      {
        labels: { namespace: 'tenant-a', arks_model: 'qwen-7b-files', phase: FAILED, ...WARNING },
        summary: 'model tenant-a/qwen-7b-files could not be loaded',
      },
    ],
  },
];

/** What has failed is known while its exporter is restarted, and for no longer once it was deleted. */
export const failedObjectStories: readonly SpecialStory[] = failures.flatMap(({ alert, failed, told }) => [
  {
    alert,
    title: 'counts on while the exporter of custom resources is restarted',
    phases: around([failed, 3], [failed, 1]),
    told,
  },
  {
    alert,
    title: 'clears within five minutes of what was deleted',
    phases: [
      { scene: failed, minutes: 10 },
      { scene: [], minutes: 6 },
    ],
    told: [],
  },
]);
