import { elsewhere, moved } from './neighbours.js';
import { gauge, replica, STEADY, vllm } from './scenes.js';
import { sglang } from './scenes-sglang.js';
import type { SpecialStory } from './special.js';
import type { Labels, Sample } from './timeline.js';
import { OF_MONITORING, WARNING } from './told-labels.js';

const UNRECORDED = {
  labels: { namespace: 'tenant-a', application: 'chat', role: 'unified', ...WARNING },
  summary: 'series of tenant-a/chat arrive but are not recorded',
};

const untoldOf = (own: Labels = {}) => ({
  labels: { ...UNRECORDED.labels, ...own },
  summary: `series of ${own['namespace'] ?? 'tenant-a'}/${own['application'] ?? 'chat'} arrive but are not recorded`,
});
const model = 'qwen-7b';
const workerReady = (target: Labels, ready: 0 | 1): Sample =>
  gauge('dynamo_frontend_model_ready', { ...target, model_name: model }, ready);
const inflight = (target: Labels): Sample => gauge('dynamo_frontend_inflight_requests', { ...target, model }, 3);
/** A frontend whose workers are gone, and what differs from it in one label and never said whether it has any. */
const waiting = replica('frontend-3');
const DIFFERENT = [
  { namespace: 'tenant-b' },
  { application: 'search' },
  { role: 'decode' },
  { cluster: 'east-2' },
] as const satisfies readonly Labels[];
/** Frontends of others, who use one of our labels for something of theirs. */
const STRANGERS: readonly Labels[] = [
  { namespace: 'others', pod: 'a', application: 'shop' },
  { namespace: 'others', pod: 'b', role: 'frontend' },
];
/** Groups of records that nobody has who serves vLLM alone. */
const OF_SGLANG = ['arks-records-disaggregation', 'arks-records-router'] as const;

/** Engines that arrive while the rules that Prometheus has are older than the runtimes that are named. */
export const unrecordedStories: readonly SpecialStory[] = [
  {
    alert: 'ArksRulesStale',
    title: 'sees a Dynamo that nothing records beside the same application of another cluster, recorded there',
    settings: { runtimes: ['vllm', 'sglang', 'dynamo'] },
    recordedBy: { runtimes: ['vllm', 'sglang'] },
    phases: [
      {
        scene: [
          gauge('dynamo_frontend_inflight_requests', { ...replica('a'), model: 'qwen-7b' }, 3),
          ...moved(vllm('a', STEADY), elsewhere('cluster')),
        ],
        minutes: 12,
      },
    ],
    told: [UNRECORDED],
  },
  {
    alert: 'ArksRulesStale',
    title: 'sees every engine that nothing records, but for frontends of Dynamo whose workers are gone',
    settings: { runtimes: ['vllm', 'sglang', 'dynamo'] },
    recordedBy: { runtimes: ['vllm'] },
    phases: [
      {
        scene: [
          ...sglang('a', STEADY, { own: { application: 'code' } }),
          workerReady(replica('b', { application: 'read' }), 1),
          gauge('nv_llm_http_service_inflight_requests', { ...replica('c', { application: 'write' }), model }, 3),
          ...[workerReady(waiting, 0), inflight(waiting)],
          ...STRANGERS.map((target) => workerReady(target, 1)),
          ...DIFFERENT.map((own) => inflight({ ...waiting, ...own })),
          ...[workerReady(replica('d', { application: 'plan' }), 0), inflight(replica('e', { application: 'plan' }))],
        ],
        minutes: 12,
      },
    ],
    told: [
      ...[...['code', 'read', 'write', 'plan'].map((application) => ({ application })), ...DIFFERENT].map(untoldOf),
      ...OF_SGLANG.map((group) => ({
        labels: { rule_group: group, ...OF_MONITORING, ...WARNING },
        summary: `rule group ${group} is not evaluated`,
      })),
    ],
  },
  ...[{}, { runtimes: ['vllm', 'sglang', 'dynamo'] }].map((settings) => ({
    alert: 'ArksRulesStale',
    title: 'sees a vLLM that nothing records beside an SGLang that is recorded, in each cluster',
    settings,
    recordedBy: { runtimes: ['sglang'] },
    phases: [
      {
        scene: [
          ...vllm('a', STEADY),
          // As one of several API servers before its first request: its counters alone.
          ...vllm('a', STEADY, { cluster: 'east-3' }).filter(({ name }) => name !== 'vllm:num_requests_running'),
          ...['cluster', 'namespace', 'application', 'role'].flatMap((label) =>
            moved(sglang('s', STEADY), elsewhere(label)),
          ),
        ],
        minutes: 12,
      },
    ],
    told: [UNRECORDED, untoldOf({ cluster: 'east-3' })],
  })),
  {
    alert: 'ArksRulesStale',
    title: 'sees an SGLang that nothing records beside a vLLM that is recorded',
    recordedBy: { runtimes: ['vllm'] },
    phases: [{ scene: [...vllm('a', STEADY), ...sglang('s', STEADY, { own: { application: 'code' } })], minutes: 12 }],
    told: [
      untoldOf({ application: 'code' }),
      ...OF_SGLANG.map((group) => ({
        labels: { rule_group: group, ...OF_MONITORING, ...WARNING },
        summary: `rule group ${group} is not evaluated`,
      })),
    ],
  },
  // A frontend that has lost its workers says no longer whether it has any; how long it is known to have had some shows later.
  ...[
    {
      title: 'does not take a frontend of Dynamo whose workers are gone for an engine, for a day',
      hours: 23,
      told: {},
    },
    { title: 'knows for no longer than a day that one had workers', hours: 25, told: { told: [UNRECORDED] } },
  ].map(({ title, hours, told }) => ({
    alert: 'ArksRulesStale',
    title,
    settings: { runtimes: ['vllm', 'sglang', 'dynamo'] },
    recordedBy: { runtimes: ['vllm', 'sglang'] },
    stepMinutes: 30,
    phases: [
      { scene: [workerReady(waiting, 0), inflight(waiting)], minutes: 30 },
      { scene: [inflight(waiting)], minutes: hours * 60 },
    ],
    ...told,
  })),
];
