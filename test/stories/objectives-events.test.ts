import { describe, expect, inject, test } from 'vitest';
import type { RuleGroup } from '../../src/rules/rule-group.js';
import { environmentOf } from '../support/environment.js';
import { play, rulesOf } from './play.js';
import { histogram, replica, STEADY, vllm } from './scenes.js';
import { envoy, ORDINARY, upstream, withoutPoint } from './scenes-gateway.js';
import type { Labels, Phase, Scene } from './timeline.js';

const { promtool } = inject('prometheus');
const ALERT = 'ArksSloBudgetBurn';
const FAST = { long_window: '1h', short_window: '5m', severity: 'critical' };

/** What one objective makes of what is scraped, over the shortest pair of windows. */
interface EventStory {
  readonly title: string;
  readonly objective: object;
  readonly phases: readonly Phase[];
  /** The share that is told at the end; without it, silence all along. */
  readonly told?: string;
  readonly labels?: Labels;
}

const FIRST_TOKEN = { indicator: 'firstToken', thresholdSeconds: 10 } as const;
const AVAILABILITY = { indicator: 'gatewayAvailability' } as const;
const GOODPUT = { indicator: 'goodput', thresholdSeconds: 60 } as const;

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
const lasting = (scene: Scene): readonly Phase[] => [{ scene, minutes: 75 }];

const stories: readonly EventStory[] = [
  {
    title: 'first tokens of vLLM and SGLang count alike, whatever the spelling of their buckets',
    objective: FIRST_TOKEN,
    phases: lasting([...prompt, ...engine('b', 1.7, { firstTokenSeconds: 13 }), ...sglang('t', 1.3, 17)]),
    told: '20%',
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
      ...engine('c', 31, { firstTokenSeconds: 13 }, { application: 'search' }),
      ...engine('d', 37, { firstTokenSeconds: 13 }, { namespace: 'tenant-b' }),
    ]),
    told: '30%',
    labels: { namespace: 'tenant-a', application: 'chat', model_name: 'qwen-7b' },
  },
  {
    title: 'a request that prefill and decode both count is counted where it ends',
    objective: FIRST_TOKEN,
    phases: lasting([
      ...engine('p', 7, {}, { application: 'reason', role: 'prefill' }),
      ...engine('d', 7, { firstTokenSeconds: 13 }, { application: 'reason', role: 'decode' }),
    ]),
    told: '100%',
  },
  {
    title: 'what the gateway answers with 5xx is bad',
    objective: AVAILABILITY,
    phases: lasting(envoy('envoy-3', { goodPerSecond: 7, clientErrorsPerSecond: 1, serverErrorsPerSecond: 2 })),
    told: '20%',
  },
  {
    title: 'what the gateway answers with 4xx is not',
    objective: AVAILABILITY,
    phases: lasting(envoy('envoy-3', { goodPerSecond: 7, clientErrorsPerSecond: 5 })),
  },
  {
    title: 'of one model only what its applications answered counts',
    objective: { ...AVAILABILITY, selector: { namespace: 'tenant-a', model: 'qwen-7b' } },
    phases: lasting([
      ...envoy('envoy-3', { ...ORDINARY, serverErrorsPerSecond: 41 }),
      ...upstream('envoy-3', { goodPerSecond: 3, serverErrorsPerSecond: 1 }),
      ...upstream('envoy-3', { model: 'mistral-9b', serverErrorsPerSecond: 43 }),
    ]),
    told: '25%',
    labels: { namespace: 'tenant-a', model_name: 'qwen-7b' },
  },
  {
    title: 'requests that fail fast are in time and bad all the same',
    objective: GOODPUT,
    phases: lasting(engine('a', 10, { latencySeconds: 7, errorsPerSecond: 1.9 })),
    told: '19%',
  },
  {
    title: 'late requests and failed ones add up',
    objective: GOODPUT,
    phases: lasting([
      ...engine('a', 7, { latencySeconds: 7, errorsPerSecond: 1.1 }),
      ...engine('b', 3, { latencySeconds: 97 }),
    ]),
    told: '41%',
  },
  {
    title: 'requests that are late and fail are no more than all there are',
    objective: GOODPUT,
    phases: lasting(engine('a', 10, { latencySeconds: 97, errorsPerSecond: 10 })),
    told: '100%',
  },
  {
    title: 'requests in time that do not fail are good',
    objective: GOODPUT,
    phases: lasting(engine('a', 10, { latencySeconds: 60 })),
  },
];

describe('an objective', () => {
  test.concurrent.each(stories.map((story) => [story.title, story] as const))('%s', async (title, story) => {
    const { objective, phases, told, labels = {} } = story;
    const settings = { slos: [{ name: 'objective', objectivePercent: 99, ...objective }] };
    const end = phases.reduce((sum, { minutes }) => sum + minutes, 0) - 1;
    const summary = `${told} of requests missed objective objective over 1h, limit 14.4%: 14.4 times what 99% over 30d allows`;
    const silent = Array.from({ length: end }, (_, minute) => ({ minute, alerts: [] }));
    const alerts = [{ labels: { slo: 'objective', ...FAST, ...labels }, summary }];
    const expected = told === undefined ? silent : [{ minute: end, alerts }];
    const groups = fastest(rulesOf(ALERT, environmentOf(settings)));
    expect(await play(promtool, ALERT, groups, { title, phases, expected })).toBe('');
  });
});

/** Of the alerts only the one with the shortest windows. */
function fastest(groups: readonly RuleGroup[]): readonly RuleGroup[] {
  return groups.map((group) => ({
    ...group,
    rules: group.rules.filter((rule) => 'record' in rule || rule.labels['long_window'] === FAST.long_window),
  }));
}
