import { type EventStory, lasting } from './objectives-event-story.js';
import { envoy, ORDINARY, upstream } from './scenes-gateway.js';
import type { Labels } from './timeline.js';
import { OF_ENVOY } from './told-labels.js';

const AVAILABILITY = { indicator: 'gatewayAvailability' } as const;
const QWEN = { namespace: 'tenant-a', model: 'qwen-7b' } as const;

/** Routes to other models and tenants. */
const otherRoutes = [
  ...upstream('envoy-3', { model: 'mistral-9b', goodPerSecond: 43 }),
  ...upstream('envoy-3', { namespace: 'tenant-b', goodPerSecond: 47 }),
];
const isError = (labels: Labels) => labels['envoy_response_code_class'] === '5';

/** What objectives make of what the gateway answers. */
export const gatewayStories: readonly EventStory[] = [
  {
    title: 'what the gateway answers with 5xx is bad',
    objective: AVAILABILITY,
    phases: lasting(envoy('envoy-3', { goodPerSecond: 7, clientErrorsPerSecond: 1, serverErrorsPerSecond: 2 })),
    told: '20%',
    namespaceOfSurface: OF_ENVOY,
  },
  {
    title: 'what the gateway breaks off after a 200 is bad',
    objective: AVAILABILITY,
    phases: lasting(envoy('envoy-3', { goodPerSecond: 9, serverErrorsPerSecond: 1, cutPerSecond: 2 })),
    told: '30%',
    namespaceOfSurface: OF_ENVOY,
  },
  {
    title: 'of one model what breaks off after a 200 is bad, and what ends in a 5xx counts once',
    objective: { ...AVAILABILITY, selector: QWEN },
    phases: lasting(
      upstream('envoy-3', {
        ...{ goodPerSecond: 17, serverErrorsPerSecond: 3, streamsTimedOutPerSecond: 2, timedOutPerSecond: 1 },
        ...{ streamsClosedPerSecond: 3, closedPerSecond: 2 },
      }),
    ),
    told: '40%',
    labels: QWEN,
  },
  {
    title: 'what the gateway answers with 4xx is not',
    objective: AVAILABILITY,
    phases: lasting(envoy('envoy-3', { goodPerSecond: 7, clientErrorsPerSecond: 5 })),
  },
  {
    title: 'of one model only what its applications answered counts',
    objective: { ...AVAILABILITY, selector: QWEN },
    phases: lasting([
      ...envoy('envoy-3', { ...ORDINARY, serverErrorsPerSecond: 41 }),
      ...upstream('envoy-3', { goodPerSecond: 3, serverErrorsPerSecond: 1 }),
      ...upstream('envoy-3', { model: 'mistral-9b', serverErrorsPerSecond: 43 }),
    ]),
    told: '25%',
    labels: QWEN,
  },
  {
    title: 'a model that has just come counts from its first request',
    objective: { ...AVAILABILITY, selector: QWEN },
    phases: [
      { scene: otherRoutes, minutes: 60 },
      { scene: [...otherRoutes, ...upstream('envoy-3', { goodPerSecond: 3, serverErrorsPerSecond: 1 })], minutes: 20 },
    ],
    told: '25%',
    labels: QWEN,
  },
  ...[
    { objective: AVAILABILITY, gateway: envoy },
    { objective: { ...AVAILABILITY, selector: QWEN }, gateway: upstream },
  ].map(({ objective, gateway }) => ({
    title: `the time before the first error counts, in which nothing is said of errors (${gateway.name})`,
    objective,
    phases: [
      { scene: gateway('envoy-3', { goodPerSecond: 10 }).filter(({ labels }) => !isError(labels)), minutes: 60 },
      { scene: gateway('envoy-3', { goodPerSecond: 8, serverErrorsPerSecond: 2 }), minutes: 25 },
    ],
  })),
];
