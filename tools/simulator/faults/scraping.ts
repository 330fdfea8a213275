import { standardFleet } from '../scenarios/standard.js';
import { at, type Fault, nothing } from './fault.js';

const CHAT = { namespace: 'tenant-a', application: 'chat', role: 'unified' };

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
    name: 'rules-fall-behind',
    title: 'the records of requests are never evaluated',
    fleet: standardFleet,
    withoutGroups: ['arks-records-requests'],
    settleMinutes: 0,
    minutes: 30,
    begin: nothing,
    raises: [
      { rule_group: 'arks-records-requests' },
      CHAT,
      { namespace: 'tenant-b', application: 'talk', role: 'unified' },
      { namespace: 'tenant-a', application: 'reason', role: 'prefill' },
      { namespace: 'tenant-a', application: 'reason', role: 'decode' },
    ].map((labels) => ({ alert: 'ArksRulesStale', withinMinutes: 15, labels })),
  },
];
