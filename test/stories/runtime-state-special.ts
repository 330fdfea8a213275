import { elsewhere, moved } from './neighbours.js';
import { having } from './refused.js';
import { gauge, replica, STEADY, vllm } from './scenes.js';
import { application, disaggregatedApplication, silent } from './scenes-applications.js';
import { decode, prefill, router } from './scenes-disaggregated.js';
import { sglang } from './scenes-sglang.js';
import type { SpecialStory } from './special.js';
import { following, type Scene } from './timeline.js';
import { CHAT_TARGET, WARNING } from './told-labels.js';

const ABSENT = 'ArksRuntimeMetricsAbsent';
const UNAVAILABLE = 'ArksApplicationReplicasUnavailable';
const DOWN = 'ArksRuntimeTargetDown';
const replicas = [...vllm('a', STEADY), ...vllm('b', STEADY)];
const lacks = (missing: number) => [
  {
    labels: { ...CHAT_TARGET, ...WARNING },
    summary: `tenant-a/chat (unified) lacks ${missing} of the replicas that it wants`,
  },
];

export const vanishingStories: readonly SpecialStory[] = [
  {
    alert: UNAVAILABLE,
    title: 'tells of those that are missing',
    phases: following([20, [...application(5), ...replicas]]),
    told: lacks(3),
  },
  {
    alert: UNAVAILABLE,
    title: 'goes on when the others vanish, and now all are missing',
    phases: following([20, [...application(5), ...replicas]], [1, application(5)]),
    told: lacks(5),
  },
  ...[ABSENT, UNAVAILABLE, DOWN].map((alert) => ({
    alert,
    title: 'is silent where their custom resource vanishes, too',
    phases: following([20, [...application(2), ...replicas]], [60, []]),
  })),
  ...[ABSENT, UNAVAILABLE].map((alert) => ({
    alert,
    title: 'is silent where they are not there yet while the model is fetched',
    phases: following([90, application(3, 'Loading')], [10, application(3)], [60, [...application(2), ...replicas]]),
  })),
];

/** The same application elsewhere, which is up and running. */
const besideRunning = (here: Scene) => [
  ...here,
  ...['cluster', 'namespace', 'application'].flatMap((label) =>
    moved([...application(2), ...replicas], elsewhere(label)),
  ),
];

const wanted = { router: 3, prefill: 1, decode: 1 };
const workers = [...prefill('p-1', {}), ...decode('d-1', {})];
const withoutRouter = [...disaggregatedApplication(wanted), ...workers];

export const startStories: readonly SpecialStory[] = [
  ...[ABSENT, UNAVAILABLE].flatMap((alert) => [
    {
      alert,
      title: 'is not about one that loads its model, whatever its neighbours do',
      phases: following([60, besideRunning(application(3, 'Loading'))]),
    },
    {
      alert,
      title: 'is not about a disaggregated one that loads its model',
      phases: following([60, disaggregatedApplication(wanted, 'Loading')]),
    },
  ]),
  {
    alert: UNAVAILABLE,
    title: 'tells of every role of a disaggregated one that runs and has no replica yet',
    phases: following([16, disaggregatedApplication(wanted)]),
    told: Object.entries(wanted).map(([role, replicasWanted]) => ({
      labels: { namespace: 'tenant-a', application: 'reason', role, ...WARNING },
      summary: `tenant-a/reason (${role}) lacks ${replicasWanted} of the replicas that it wants`,
    })),
  },
  {
    alert: UNAVAILABLE,
    title: 'tells of one replica of each role that leaves out how many it wants',
    phases: following([16, disaggregatedApplication({ prefill: 3 })]),
    told: Object.entries({ router: 1, prefill: 3, decode: 1 }).map(([role, wantedReplicas]) => ({
      labels: { namespace: 'tenant-a', application: 'reason', role, ...WARNING },
      summary: `tenant-a/reason (${role}) lacks ${wantedReplicas} of the replicas that it wants`,
    })),
  },
  {
    alert: ABSENT,
    title: 'misses roles that leave out how many replicas they want, and none that wants 0',
    phases: following([16, disaggregatedApplication({ decode: 0 })]),
    told: ['router', 'prefill'].map((role) => ({
      labels: { namespace: 'tenant-a', application: 'reason', role, ...WARNING },
      summary: `tenant-a/reason (${role}) wants 1 replica, but no engine series of it arrives`,
    })),
  },
];

export const roleStories: readonly SpecialStory[] = [
  {
    alert: ABSENT,
    title: 'misses them one by one',
    phases: following([16, withoutRouter]),
    told: [
      {
        labels: { namespace: 'tenant-a', application: 'reason', role: 'router', ...WARNING },
        summary: 'tenant-a/reason (router) wants 3 replicas, but no engine series of it arrives',
      },
    ],
  },
  {
    alert: ABSENT,
    title: 'is content with a router that answers, whatever it says',
    phases: following([40, [...disaggregatedApplication(wanted), ...workers, ...router('r-1', {})]]),
  },
  ...[ABSENT, UNAVAILABLE].map((alert) => ({
    alert,
    title: 'does not miss one that nothing scrapes',
    settings: { surfaces: { router: { enabled: false } } },
    phases: following([40, withoutRouter]),
  })),
];

/** Of a target that has another page than that of an engine so many samples are read. */
const another = (pod: string, up: 0 | 1): Scene => having([gauge('up', replica(pod), up)], up === 1 ? 211 : 3_701);
const withoutMetrics = [...application(2), ...another('a', 1), ...another('b', 1)];
/** Such a target of which so many scrapes are refused after each that is kept, a minute each. */
const keptAndRefused = (refusals: number) =>
  following(
    ...Array.from({ length: 7 }, () => [
      [1, [...application(2), ...another('a', 1)]] as const,
      [refusals, [...application(2), ...another('a', 0)]] as const,
    ]).flat(),
  );
const absent = [
  {
    labels: { ...CHAT_TARGET, ...WARNING },
    summary: 'tenant-a/chat (unified) wants 2 replicas, but no engine series of it arrives',
  },
];
const strangers = [{ application: 'checkout' }, { role: 'decode' }].map((labels) =>
  gauge('up', { namespace: 'shop', pod: 'checkout-0', job: 'checkout', ...labels }, 0),
);

const dynamo = [gauge('dynamo_frontend_inflight_requests', { ...replica('a'), model: 'qwen-7b' }, 0)];
/** The gauges of an engine come with its first request. */
const idleOfSeveralApiServers = vllm('a', {}).filter(({ kind, name }) => kind === 'counter' || name === 'up');
const olderDynamo = [gauge('nv_llm_http_service_inflight_requests', { ...replica('a'), model: 'qwen-7b' }, 0)];
const ofOtherRuntimes = [
  sglang('a', {}),
  moved(dynamo, elsewhere('namespace')),
  moved(olderDynamo, elsewhere('application')),
];

const frontend = (ready: number | undefined): Scene => [...application(1), ...oneFrontend('a', ready)];
const twoFrontends = (ready: number | undefined): Scene => [
  ...application(2),
  ...oneFrontend('a', 1),
  ...oneFrontend('b', ready),
];

function oneFrontend(pod: string, ready: number | undefined): Scene {
  const own = { ...replica(pod), model_name: 'qwen-7b' };
  return [
    gauge('up', replica(pod), 1),
    // Of a frontend that served: it goes on to say so when its last worker is gone.
    gauge('dynamo_frontend_inflight_requests', own, 0),
    ...(ready === undefined ? [] : [gauge('dynamo_frontend_model_ready', own, ready)]),
  ];
}

const WITH_DYNAMO = { runtimes: ['vllm', 'sglang', 'dynamo'] };

export const dynamoStories: readonly SpecialStory[] = [
  {
    alert: UNAVAILABLE,
    title: 'tells of one frontend of Dynamo among two whose worker is gone, and answers all the while',
    settings: WITH_DYNAMO,
    phases: following([20, twoFrontends(1)], [1, twoFrontends(0)], [40, twoFrontends(undefined)]),
    told: [
      {
        labels: { ...CHAT_TARGET, ...WARNING },
        summary: 'tenant-a/chat (unified) lacks 1 of the replicas that it wants',
      },
    ],
  },
  {
    alert: ABSENT,
    title: 'tells of a frontend of Dynamo whose last worker is gone, and goes on to',
    settings: WITH_DYNAMO,
    stepMinutes: 10,
    phases: following([20, frontend(1)], [10, frontend(0)], [600, frontend(undefined)]),
    told: [
      {
        labels: { ...CHAT_TARGET, ...WARNING },
        summary: 'tenant-a/chat (unified) wants 1 replica, but no engine series of it arrives',
      },
    ],
  },
  {
    alert: ABSENT,
    title: 'knows for no longer than a day that a frontend of Dynamo had a worker',
    settings: WITH_DYNAMO,
    stepMinutes: 30,
    phases: following([60, frontend(0)], [25 * 60, frontend(undefined)]),
    told: [],
  },
  {
    alert: ABSENT,
    title: 'is content with a frontend of Dynamo that has a worker and was asked nothing yet',
    settings: WITH_DYNAMO,
    phases: following([
      90,
      [
        ...application(1),
        gauge('up', replica('a'), 1),
        gauge('dynamo_frontend_model_ready', { ...replica('a'), model_name: 'qwen-7b' }, 1),
      ],
    ]),
  },
  {
    alert: 'ArksRulesStale',
    title: 'finds a frontend of Dynamo recorded that has a worker and was asked nothing yet',
    settings: WITH_DYNAMO,
    phases: following([40, [gauge('dynamo_frontend_model_ready', { ...replica('a'), model_name: 'qwen-7b' }, 1)]]),
  },
  {
    alert: ABSENT,
    title: 'waits for the worker of a frontend of Dynamo as long as for any replica',
    settings: WITH_DYNAMO,
    phases: following([20, frontend(1)], [14, frontend(0)], [30, frontend(1)]),
  },
];

export const answerStories: readonly SpecialStory[] = [
  {
    alert: ABSENT,
    title: 'hears of SGLang and of Dynamo, too',
    settings: WITH_DYNAMO,
    phases: following([
      40,
      [
        ...application(1),
        ...['namespace', 'application'].flatMap((label) => moved(application(1), elsewhere(label))),
        ...ofOtherRuntimes.flat(),
      ],
    ]),
  },
  {
    alert: ABSENT,
    title: 'hears of a vLLM of several API servers before its first request, by the counters that it shows',
    phases: following([40, [...application(1), ...idleOfSeveralApiServers]]),
  },
  {
    alert: 'ArksRulesStale',
    title: 'finds such a vLLM recorded',
    phases: following([40, [...application(1), ...idleOfSeveralApiServers]]),
  },
  {
    alert: ABSENT,
    title: 'misses an engine that answers its scrape and shows no metric of an engine',
    phases: following([16, withoutMetrics]),
    told: absent,
  },
  ...[{}, WITH_DYNAMO].flatMap((settings) => [
    {
      alert: ABSENT,
      title: 'misses it, too, where one scrape in three is kept and shows no metric of an engine',
      settings,
      phases: keptAndRefused(2),
      told: absent,
      // A range holds no more than two scrapes there, so that those in between are refused.
      leftOpen: { told: [] },
    },
    {
      alert: ABSENT,
      title: 'is silent where it is refused for minutes on end between those that are kept',
      settings,
      phases: keptAndRefused(4),
    },
  ]),
  {
    alert: DOWN,
    title: 'waits as long as a replica takes to start',
    phases: following([14, silent('a')], [30, vllm('a', STEADY)]),
  },
  {
    alert: DOWN,
    title: 'waits longer for a large model where it is told to',
    settings: { alerts: { thresholds: { replicaStart: '45m' } } },
    phases: following([44, silent('a')], [30, vllm('a', STEADY)]),
  },
  {
    alert: DOWN,
    title: "is not about other people's targets, whatever labels they have",
    phases: following([60, strangers]),
  },
];
