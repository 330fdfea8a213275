import { elsewhere, moved } from './neighbours.js';
import { type EventStory, lasting } from './objectives-event-story.js';
import { histogram, replica, STEADY, vllm } from './scenes.js';
import { withoutPoint } from './scenes-gateway.js';
import { sglang as sglangEngine } from './scenes-sglang.js';
import type { Labels, Scene } from './timeline.js';

const FIRST_TOKEN = { indicator: 'firstToken', thresholdSeconds: 10 } as const;
const CHAT = { namespace: 'tenant-a', application: 'chat' } as const;
const GOODPUT = { indicator: 'goodput', thresholdSeconds: 60 } as const;

/** Everything that is measured at engines, and what is too slow for it. */
const INDICATORS = [
  { objective: FIRST_TOKEN, slow: { firstTokenSeconds: 13 }, events: 'requests' },
  {
    objective: { indicator: 'interToken', thresholdSeconds: 0.1 },
    slow: { interTokenSeconds: 0.37 },
    events: 'tokens',
  },
  {
    objective: { indicator: 'requestLatency', thresholdSeconds: 60 },
    slow: { latencySeconds: 97 },
    events: 'requests',
  },
  { objective: GOODPUT, slow: { latencySeconds: 97 }, events: 'requests' },
] as const;

/** An SGLang replica whose first tokens all take as long; its buckets spelled as Prometheus 2 has them of Go. */
const sglang = (pod: string, perSecond: number, value: number, own: Labels = {}): Scene =>
  withoutPoint(
    histogram(
      'sglang:time_to_first_token_seconds',
      { ...replica(pod, own), model_name: 'qwen-7b' },
      { bounds: [1, 10, 20], perSecond, value },
    ),
  );
const engine = (pod: string, requestsPerSecond: number, doing: object, own: Labels = {}) =>
  vllm(pod, { ...STEADY, requestsPerSecond, ...doing }, own);

const prompt = [...engine('a', 7, {}), ...sglang('s', 5, 0.9)];

/** What objectives make of what engines do. */
export const engineStories: readonly EventStory[] = [
  {
    title: 'first tokens of vLLM and SGLang count alike, whatever the spelling of their buckets',
    objective: FIRST_TOKEN,
    phases: lasting([...prompt, ...engine('b', 1.7, { firstTokenSeconds: 13 }), ...sglang('t', 1.3, 17)]),
    told: '20%',
    labels: CHAT,
  },
  {
    title: 'a first token that takes just as long as it may is good',
    objective: FIRST_TOKEN,
    phases: lasting([...engine('a', 7, { firstTokenSeconds: 10 }), ...sglang('s', 5, 10)]),
  },
  {
    title: 'a restart of every engine spends no budget',
    objective: FIRST_TOKEN,
    phases: [...lasting(prompt), { scene: prompt, minutes: 75, reset: true }],
  },
  {
    title: 'only the application that is selected counts, and the alert says which',
    objective: { ...FIRST_TOKEN, selector: { namespace: 'tenant-a', application: 'chat', model: 'qwen-7b' } },
    phases: lasting([
      ...engine('a', 7, {}),
      ...engine('b', 3, { firstTokenSeconds: 13 }),
      ...engine('p', 17, {}, { role: 'prefill' }),
      ...['application', 'namespace', 'model_name'].flatMap((label) =>
        moved([...engine('c', 31, { firstTokenSeconds: 13 }), ...engine('d', 37, {})], elsewhere(label)),
      ),
    ]),
    told: '30%',
    labels: { namespace: 'tenant-a', application: 'chat', model_name: 'qwen-7b' },
  },
  {
    title: 'requests that fail fast are in time and bad all the same',
    objective: GOODPUT,
    phases: lasting(engine('a', 10, { latencySeconds: 7, errorsPerSecond: 1.9 })),
    told: '19%',
    labels: CHAT,
  },
  {
    title: 'late requests and failed ones add up',
    objective: GOODPUT,
    phases: lasting([
      ...engine('a', 7, { latencySeconds: 7, errorsPerSecond: 1.1 }),
      ...engine('b', 3, { latencySeconds: 97 }),
    ]),
    told: '41%',
    labels: CHAT,
  },
  {
    title: 'requests that are late and fail are no more than all there are',
    objective: GOODPUT,
    phases: lasting(engine('a', 10, { latencySeconds: 97, errorsPerSecond: 10 })),
    told: '100%',
    labels: CHAT,
  },
  {
    title: 'late requests of an engine that counts no errors are bad',
    objective: GOODPUT,
    phases: lasting([
      ...sglangEngine('s', { requestsPerSecond: 7, latencySeconds: 7 }),
      ...sglangEngine('t', { requestsPerSecond: 3, latencySeconds: 97 }),
    ]),
    told: '30%',
    labels: CHAT,
  },
  {
    title: 'what engines with buckets of their own cannot tell is neither good nor bad',
    objective: FIRST_TOKEN,
    phases: lasting([
      ...engine('a', 7, {}),
      ...engine('b', 3, { firstTokenSeconds: 13 }),
      ...engine('c', 31, { firstTokenSeconds: 0.7, ownBounds: { firstToken: [0.05, 0.2, 1, 3] } }),
      ...engine('d', 37, { firstTokenSeconds: 13, ownBounds: { firstToken: [5, 30] } }),
    ]),
    told: '30%',
    labels: CHAT,
  },
  {
    title: 'an application none of whose engines can tell misses nothing',
    objective: FIRST_TOKEN,
    phases: lasting(engine('a', 7, { firstTokenSeconds: 13, ownBounds: { firstToken: [0.05, 0.2, 1, 3] } })),
  },
  {
    title: 'buckets that change their spelling, as with an update of Prometheus, stay the same buckets',
    objective: FIRST_TOKEN,
    phases: [
      ...lasting([...engine('a', 7, {}), ...engine('b', 1, { firstTokenSeconds: 13 })]),
      { scene: withoutPoint([...engine('a', 7, {}), ...engine('b', 1, { firstTokenSeconds: 13 })]), minutes: 15 },
    ],
  },
  {
    title: 'requests that are turned away are bad, and were never begun',
    objective: GOODPUT,
    phases: lasting(engine('a', 7, { latencySeconds: 7, rejectedPerSecond: 3 })),
    told: '30%',
    labels: CHAT,
  },
  {
    title: 'where every request so far was turned away, all are bad, though no engine has counted a latency',
    objective: GOODPUT,
    phases: lasting([
      ...engine('a', 0, { rejectedPerSecond: 3 }).filter(({ name }) => !name.includes('e2e')),
      ...engine('b', 7, {}, { application: 'code' }),
    ]),
    told: '100%',
    labels: CHAT,
  },
  {
    title: 'late, failed and rejected requests add up',
    objective: GOODPUT,
    phases: lasting([
      ...engine('a', 5, { latencySeconds: 7, errorsPerSecond: 1, rejectedPerSecond: 2 }),
      ...engine('b', 3, { latencySeconds: 97 }),
    ]),
    told: '60%',
    labels: CHAT,
  },
  ...INDICATORS.map(
    ({ objective, slow, events }): EventStory => ({
      title: `what prefill and decode both count is counted where it ends (${objective.indicator})`,
      objective,
      phases: lasting([
        ...engine('p', 7, { errorsPerSecond: 0.7 }, { application: 'reason', role: 'prefill' }),
        ...engine('c', 1.75, {}, { application: 'reason', role: 'decode' }),
        ...engine('d', 5.25, slow, { application: 'reason', role: 'decode' }),
      ]),
      told: '75%',
      labels: { ...CHAT, application: 'reason' },
      events,
    }),
  ),
  {
    title: 'requests in time that do not fail are good',
    objective: GOODPUT,
    phases: lasting(engine('a', 10, { latencySeconds: 60 })),
  },
];
