import { countedByImpostors } from './impostors-counting.js';
import { type EventStory, lasting } from './objectives-event-story.js';
import { STEADY, vllm } from './scenes.js';
import { envoy, upstream } from './scenes-gateway.js';
import type { Labels, Scene } from './timeline.js';
import { OF_ARKS, OF_ENVOY } from './told-labels.js';

const FIRST_TOKEN = { indicator: 'firstToken', thresholdSeconds: 10 } as const;
const GOODPUT = { indicator: 'goodput', thresholdSeconds: 60 } as const;
const AVAILABILITY = { indicator: 'gatewayAvailability' } as const;
/** What a page can claim: a million requests a minute. */
const CLAIMED_PER_SECOND = 1_000_000 / 60;
const LATE = { firstTokenSeconds: 13, latencySeconds: 97 };
const VICTIM = { namespace: 'tenant-a', application: 'chat' } as const;
const LIAR = { namespace: 'tenant-b', application: 'chat' } as const;
/** Whoever has that name in a namespace of his own. */
const BOASTER = { namespace: 'tenant-c', application: 'chat' } as const;
const QWEN = { model: 'qwen-7b' } as const;

const engine = (pod: string, requestsPerSecond: number, doing: object, own: Labels): Scene =>
  vllm(pod, { ...STEADY, requestsPerSecond, ...doing }, own);
const healthy = engine('a', 14, {}, VICTIM);
/** Half of what the victim answers is late. */
const burning = [...engine('a', 7, {}, VICTIM), ...engine('b', 7, LATE, VICTIM)];
const boasting = engine('c', CLAIMED_PER_SECOND, {}, BOASTER);
const complaining = engine('d', CLAIMED_PER_SECOND, LATE, LIAR);
const route = (namespace: string, good: number, bad: number): Scene =>
  upstream('envoy-3', { namespace, goodPerSecond: good, serverErrorsPerSecond: bad });
const busyRoute = route('tenant-c', CLAIMED_PER_SECOND, 0);
/** What all clients of the gateway got. */
const clients = (good: number, bad: number): Scene =>
  envoy('envoy-3', { goodPerSecond: good, serverErrorsPerSecond: bad });

/** What one tenant's numbers do to the objectives of another. */
export const tenantStories: readonly EventStory[] = [
  ...[FIRST_TOKEN, GOODPUT].map(
    (objective): EventStory => ({
      title: `invented requests, good or bad, change nobody else's budget (${objective.indicator})`,
      objective,
      phases: lasting([...burning, ...boasting, ...complaining]),
      told: '50%',
      labels: VICTIM,
      others: [{ told: '100%', labels: LIAR }],
    }),
  ),
  {
    title: 'invented bad requests wake only whoever invents them',
    objective: FIRST_TOKEN,
    phases: lasting([...healthy, ...complaining]),
    told: '100%',
    labels: LIAR,
  },
  {
    title: 'of one namespace another application of its own hides what one misses, and no other tenant',
    objective: { ...FIRST_TOKEN, grouping: 'namespace' },
    phases: lasting([
      ...burning,
      ...engine('e', 6, {}, { ...VICTIM, application: 'code' }),
      ...boasting,
      ...complaining,
    ]),
    told: '35%',
    labels: { namespace: VICTIM.namespace },
    others: [{ told: '100%', labels: { namespace: LIAR.namespace } }],
  },
  {
    title: 'ungrouped, one that counts much hides what all others miss',
    objective: { ...FIRST_TOKEN, grouping: 'none' },
    phases: lasting([...burning, ...boasting]),
  },
  {
    title: 'ungrouped, one that counts much fakes what nobody else misses',
    objective: { ...FIRST_TOKEN, grouping: 'none' },
    phases: lasting([...healthy, ...complaining]),
    told: '99.92%',
    namespaceOfSurface: OF_ARKS,
  },
  {
    title: 'of all clients together, one that asks much hides what a model misses',
    objective: AVAILABILITY,
    phases: lasting([...clients(CLAIMED_PER_SECOND, 7), ...route('tenant-a', 7, 7), ...busyRoute]),
  },
  {
    title: 'of all clients together, what Envoys of tenants count that are called like ours hides nothing',
    objective: AVAILABILITY,
    phases: lasting([...clients(7, 7), ...countedByImpostors(clients(7, 0))]),
    told: '50%',
    namespaceOfSurface: OF_ENVOY,
  },
  {
    title: 'and invents nothing',
    objective: AVAILABILITY,
    phases: lasting([...clients(7, 0), ...countedByImpostors(clients(0, 7))]),
  },
  {
    title: 'and one model that misses much is what they got',
    objective: AVAILABILITY,
    phases: lasting([...clients(14, 7), ...route('tenant-a', 7, 7), ...route('tenant-c', 7, 0)]),
    told: '33.33%',
    namespaceOfSurface: OF_ENVOY,
  },
  {
    title: 'of each model what it misses is told, whatever one that asks much hides of all',
    objective: { ...AVAILABILITY, grouping: 'model' },
    phases: lasting([...clients(CLAIMED_PER_SECOND, 7), ...route('tenant-a', 7, 7), ...busyRoute]),
    told: '50%',
    labels: { namespace: 'tenant-a', ...QWEN },
  },
  {
    title: 'of each model what Envoy says, however much others ask',
    objective: { ...AVAILABILITY, grouping: 'model' },
    phases: lasting([
      ...route('tenant-a', 7, 7),
      ...route('tenant-b', 1, CLAIMED_PER_SECOND),
      ...route('tenant-c', CLAIMED_PER_SECOND, 1),
    ]),
    told: '50%',
    labels: { namespace: 'tenant-a', ...QWEN },
    others: [{ told: '99.99%', labels: { namespace: 'tenant-b', ...QWEN } }],
  },
  {
    title: 'of a namespace what Envoy says of all of its models',
    objective: { ...AVAILABILITY, grouping: 'namespace' },
    phases: lasting([
      ...route('tenant-a', 7, 7),
      ...upstream('envoy-3', { namespace: 'tenant-a', model: 'mistral-9b', goodPerSecond: 6 }),
      ...route('tenant-c', CLAIMED_PER_SECOND, 1),
    ]),
    told: '35%',
    labels: { namespace: 'tenant-a' },
  },
];
