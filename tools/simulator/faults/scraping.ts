import { standardFleet } from '../scenarios/standard.js';
import { at, type Fault, nothing } from './fault.js';

const CHAT = { namespace: 'tenant-a', application: 'chat', role: 'unified' };
/** Every engine of the standard fleet. */
const ENGINES = [
  CHAT,
  { namespace: 'tenant-b', application: 'talk', role: 'unified' },
  { namespace: 'tenant-a', application: 'reason', role: 'prefill' },
  { namespace: 'tenant-a', application: 'reason', role: 'decode' },
] as const;

/** Limits of so many quotas of one tenant; nothing says that anything is used of them. */
const quotas = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    name: 'arks_quota_spec_limit',
    labels: { namespace: 'tenant-a', quota_name: `made-${index}`, quota_type: 'total' },
    value: 1_000_003,
  }));

/** What keeps Prometheus from seeing engines that serve well. */
export const scrapeFaults: readonly Fault[] = [
  {
    name: 'scrape-blocked',
    title: 'a network policy blocks the scrape of one replica of three',
    fleet: standardFleet,
    minutes: 40,
    begin: (fleet) => at(fleet.unified('chat').replicas(), 1).block(true),
    ends: {
      afterMinutes: 20,
      quietWithinMinutes: 15,
      mend: (fleet) => at(fleet.unified('chat').replicas(), 1).block(false),
    },
    raises: [
      { alert: 'ArksRuntimeTargetDown', withinMinutes: 20, labels: { ...CHAT, pod: 'chat-1-inference-0' } },
      { alert: 'ArksApplicationReplicasUnavailable', withinMinutes: 20, labels: CHAT },
    ],
  },
  {
    name: 'selector-label-missing',
    title: 'the Service loses the label that the monitor selects it by',
    fleet: standardFleet,
    minutes: 30,
    begin: (fleet) => fleet.unified('chat').relabelService({ 'prometheus-discovery': 'false' }),
    raises: [
      { alert: 'ArksRuntimeMetricsAbsent', withinMinutes: 25, labels: CHAT },
      { alert: 'ArksApplicationReplicasUnavailable', withinMinutes: 25, labels: CHAT },
    ],
  },
  {
    name: 'nothing-kept-of-a-target',
    title: 'names of an engine are escaped otherwise than by underscores, so that not one of its samples is kept',
    fleet: {
      ...standardFleet,
      unified: standardFleet.unified.map((one) =>
        one.name === 'talk' ? { ...one, engine: { runtime: 'sglang', generation: 'g6', escaping: 'dots' } } : one,
      ),
    },
    settleMinutes: 0,
    minutes: 40,
    begin: nothing,
    raises: [
      { alert: 'ArksScrapeNothingKept', withinMinutes: 20, labels: { job: 'arks-application-talk' }, alerts: 2 },
      {
        alert: 'ArksRuntimeMetricsAbsent',
        withinMinutes: 25,
        labels: { namespace: 'tenant-b', application: 'talk', role: 'unified' },
      },
    ],
  },
  {
    name: 'series-churn',
    title: 'one replica of three shows a hundred series at each scrape that it never showed before',
    fleet: standardFleet,
    settings: { surfaces: { runtime: { sampleLimit: 1_000 } } },
    minutes: 40,
    begin: (fleet) => at(fleet.unified('chat').replicas(), 1).churn(100),
    raises: [
      {
        alert: 'ArksScrapeSeriesChurning',
        withinMinutes: 20,
        labels: { namespace: 'tenant-a', job: 'arks-application-chat', pod: 'chat-1-inference-0' },
      },
    ],
  },
  {
    name: 'replica-scrape-refused',
    title: 'one replica of three shows more series than a scrape may hold, new ones each time, and serves as before',
    fleet: standardFleet,
    settings: { surfaces: { runtime: { sampleLimit: 1_000 } } },
    minutes: 40,
    begin: (fleet) => at(fleet.unified('chat').replicas(), 1).churn(1_100),
    raises: [
      'ArksRuntimeScrapeRefused' as const,
      'ArksScrapeBudgetExceeded' as const,
      'ArksScrapeSeriesChurning' as const,
    ].map((alert) => ({
      alert,
      withinMinutes: alert === 'ArksRuntimeScrapeRefused' ? 3 : 20,
      labels: { namespace: 'tenant-a', job: 'arks-application-chat', pod: 'chat-1-inference-0' },
    })),
  },
  {
    name: 'tenant-makes-many-objects',
    title: 'a tenant makes so many quotas that the exporter of everybody is over its limit, and answers all the same',
    fleet: standardFleet,
    settings: { surfaces: { customResources: { seriesBudget: 1_000 } } },
    minutes: 40,
    begin: (fleet) => fleet.customResources.crowd(quotas(3_100)),
    ends: {
      afterMinutes: 25,
      quietWithinMinutes: 10,
      mend: (fleet) => fleet.customResources.crowd([]),
    },
    raises: [
      {
        alert: 'ArksScrapeRefused',
        withinMinutes: 3,
        labels: { namespace: 'monitoring', job: 'arks-custom-resources' },
      },
      { alert: 'ArksScrapeBudgetExceeded', withinMinutes: 20, labels: { job: 'arks-custom-resources' } },
    ],
  },
  {
    name: 'histograms-converted',
    title: 'Prometheus makes native histograms of all classic ones, and no monitor says otherwise',
    fleet: standardFleet,
    convertsHistograms: true,
    settleMinutes: 0,
    minutes: 30,
    begin: nothing,
    raises: ENGINES.map((labels) => ({ alert: 'ArksRuntimeHistogramsAbsent', withinMinutes: 25, labels })),
  },
  {
    name: 'rules-fall-behind',
    title: 'the records of requests are never evaluated',
    fleet: standardFleet,
    withoutGroups: ['arks-records-requests'],
    settleMinutes: 0,
    minutes: 30,
    begin: nothing,
    raises: [{ rule_group: 'arks-records-requests' }, ...ENGINES].map((labels) => ({
      alert: 'ArksRulesStale',
      withinMinutes: 15,
      labels,
    })),
  },
];
