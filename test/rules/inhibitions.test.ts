import { describe, expect, test } from 'vitest';
import { planOf } from '../../src/plan/plan.js';
import { alertRule } from '../../src/rules/alerting.js';
import { alertGroups } from '../../src/rules/alerts/index.js';
import { EXPLANATIONS } from '../../src/rules/explained.js';
import { recordingGroups } from '../../src/rules/recording.js';
import { namespaceOf } from '../../src/scraping/places.js';
import { requestsRunningPerPod } from '../../src/signals/requests/requests.js';
import { silences, told, toldOver } from '../../tools/alertmanager/silenced.js';
import { alertStories } from '../stories/index.js';
import { specialStories } from '../stories/special-stories.js';
import { stalledGroupLabels } from '../stories/stalled-groups.js';
import { environmentOf } from '../support/environment.js';

const environment = environmentOf({});
const alerts = new Map(alertGroups.flatMap((group) => group.alerts).map((alert) => [String(alert.name), alert]));
/** Every label set that an alert is told under in some story, by its name. */
const toldBy = new Map<string, readonly Readonly<Record<string, string>>[]>();
const tellings = [
  ...alertStories.flatMap(({ alert, told: all, toldWhenGone = [] }) =>
    [...all, ...toldWhenGone].map(({ labels }) => ({ alert, labels })),
  ),
  ...Object.values(specialStories)
    .flat()
    .flatMap(({ alert, told: all = [] }) => all.map(({ labels }) => ({ alert, labels }))),
  ...stalledGroupLabels.map((labels) => ({ alert: 'ArksRulesStale', labels })),
];
for (const { alert, labels } of tellings) toldBy.set(alert, [...(toldBy.get(alert) ?? []), labels]);
const labelsOf = (alert: string, fixed: Readonly<Record<string, string>> = {}) =>
  (toldBy.get(alert) ?? []).filter((labels) =>
    Object.entries(fixed).every(([name, value]) => (labels[name] ?? '') === value),
  );
const platform = (['gateway', 'envoy', 'operator', 'customResources'] as const).map((surface) =>
  namespaceOf(surface, environment),
);

test.each(tellings.map(({ alert, labels }) => ({ alert, labels: new Map(Object.entries(labels)) })))(
  '$alert has a namespace wherever a story tells it',
  ({ labels }) => {
    expect(labels.get('namespace')).toMatch(/^[a-z]/);
  },
);

describe.each(EXPLANATIONS.map((one) => [`${one.by} and ${one.follows.join(', ')}`, one] as const))('%s', (_, one) => {
  test('are alerts that there are', () => {
    expect([one.by, ...one.follows].filter((name) => !alerts.has(name))).toEqual([]);
  });

  test('carry what they must have in common: those that follow always, and the other where it explains', () => {
    for (const name of one.follows) {
      // A story may tell one of two roles only; that a label is missing tells a kind of its own.
      const missing = Object.entries(one.of ?? {}).filter(([, value]) => value === '');
      const others = labelsOf(name, Object.fromEntries(missing));
      expect(others.length, name).toBeGreaterThan(0);
      expect(others.flatMap((labels) => one.same.filter((label) => !(label in labels)))).toEqual([]);
    }
    const explaining = labelsOf(one.by, one.when);
    expect(explaining.some((labels) => one.same.every((label) => label in labels))).toBe(true);
  });

  test('are no warning that silences a critical alert', () => {
    if (alerts.get(one.by)?.severity === 'critical') return;
    expect(one.follows.filter((name) => alerts.get(name)?.severity === 'critical')).toEqual([]);
  });

  test('stay within a namespace where a tenant can raise the first', () => {
    const ofTenants = labelsOf(one.by, one.when).some(({ namespace = '' }) => !platform.includes(namespace));
    if (ofTenants) expect(one.same).toContain('namespace');
  });
});

test('no alert explains what explains it, over however many others', () => {
  const next = (name: string) =>
    EXPLANATIONS.filter(({ by, when }) => by === name && when === undefined).flatMap(({ follows }) => follows);
  const reached = (from: string): ReadonlySet<string> => {
    const seen = new Set<string>();
    const visit = (name: string): void => {
      for (const follower of next(name).filter((one) => !seen.has(one))) {
        seen.add(follower);
        visit(follower);
      }
    };
    visit(from);
    return seen;
  };
  expect([...alerts.keys()].filter((name) => reached(name).has(name))).toEqual([]);
});

test('the group of rules whose stop explains what is not recorded is that which records it', () => {
  const group = EXPLANATIONS.find(({ when }) => when?.['rule_group'] !== undefined)?.when?.['rule_group'];
  const rules = recordingGroups(environment).find(({ name }) => name === group)?.rules ?? [];
  expect(rules.map((rule) => ('record' in rule ? rule.record : ''))).toContain(requestsRunningPerPod.record);
});

describe('what is told while all of these fire', () => {
  const chat = { namespace: 'tenant-a', application: 'chat', role: 'unified', severity: 'warning' };
  const arks = { namespace: 'arks-operator-system', severity: 'critical' };
  const envoy = { namespace: 'envoy-gateway-system', severity: 'critical' };
  const burn = { alertname: 'ArksSloBudgetBurn', slo: 'gateway-availability', ...envoy };
  const names = (all: readonly Readonly<Record<string, string>>[]) =>
    told(all, (labels) => labels, planOf(environment).inhibited).map(({ alertname }) => alertname);
  test.each([
    {
      what: 'a gateway that is down',
      all: [
        { alertname: 'ArksGatewayDown', job: 'arks-gateway-plugins', ...arks },
        { alertname: 'ArksGatewayErrorRatioHigh', ...envoy },
        { alertname: 'ArksGatewayExtProcFailing', ...arks },
        { ...burn, long_window: '1h', short_window: '5m' },
      ],
      one: ['ArksGatewayDown'],
    },
    {
      what: 'a budget that burns over several windows',
      all: [
        { ...burn, long_window: '6h', short_window: '30m' },
        { ...burn, long_window: '1h', short_window: '5m' },
        { ...burn, long_window: '3d', short_window: '6h', severity: 'warning' },
      ],
      one: ['ArksSloBudgetBurn'],
    },
    {
      what: 'a replica that is gone, and the others that are slow',
      all: [
        { alertname: 'ArksApplicationReplicasUnavailable', ...chat },
        { alertname: 'ArksRuntimeTargetDown', ...chat, pod: 'a' },
        { alertname: 'ArksRuntimeQueueBacklog', ...chat },
        { alertname: 'ArksRuntimeFirstTokenSlow', ...chat },
      ],
      one: ['ArksApplicationReplicasUnavailable'],
    },
    {
      what: 'a replica that is gone, and another application that is slow',
      all: [
        { alertname: 'ArksApplicationReplicasUnavailable', ...chat },
        { alertname: 'ArksRuntimeFirstTokenSlow', ...chat, application: 'search' },
        { alertname: 'ArksRuntimeFirstTokenSlow', ...chat, namespace: 'tenant-b' },
      ],
      one: ['ArksApplicationReplicasUnavailable', 'ArksRuntimeFirstTokenSlow', 'ArksRuntimeFirstTokenSlow'],
    },
    {
      what: 'a gateway that is down in another cluster',
      all: [
        { alertname: 'ArksGatewayDown', cluster: 'eu-1', ...arks },
        { alertname: 'ArksGatewayErrorRatioHigh', cluster: 'eu-2', ...envoy },
      ],
      one: ['ArksGatewayDown', 'ArksGatewayErrorRatioHigh'],
    },
    {
      what: 'a warning beside a critical alert of the same application',
      all: [
        { alertname: 'ArksRuntimeTargetDown', ...chat, pod: 'b' },
        { alertname: 'ArksRuntimeStalled', ...chat, severity: 'critical', pod: 'a' },
      ],
      one: ['ArksRuntimeTargetDown', 'ArksRuntimeStalled'],
    },
  ])('$what: $one', ({ all, one }) => {
    expect(names(all)).toEqual(one);
  });
});

test('two alerts without the labels of a rule would silence each other, which is why those that follow carry them', () => {
  const rule = { source: [], target: [], equal: ['pod'] };
  const matcher = (value: string) => ({ label: 'alertname', operator: '=', value }) as const;
  const careless = { ...rule, source: [matcher('A')], target: [matcher('B')] };
  expect(silences(careless, { alertname: 'A', namespace: 'x' }, { alertname: 'B', namespace: 'y' })).toBe(true);
});

test('an alert that is switched off explains nothing, and one that is not there is nobody to silence', () => {
  const without = planOf(environmentOf({ alerts: { off: { ArksGatewayDown: 'moved' } } })).inhibited;
  expect(JSON.stringify(without)).not.toContain('ArksGatewayDown');
  expect(JSON.stringify(planOf(environment).inhibited)).toContain('ArksGatewayDown');
});

test('a namespace that the rule of an alert sets never takes the place of one that its series have', () => {
  for (const alert of alerts.values()) {
    const set = alertRule(alert, environment).labels['namespace'];
    if (set === undefined || set.includes('{{')) continue;
    expect(new Set(labelsOf(alert.name).map(({ namespace }) => namespace)), alert.name).toEqual(new Set([set]));
  }
});

test('an alert is told over once what explains it is, unless that comes within its wait and stays', () => {
  const chat = { namespace: 'tenant-a', application: 'chat', role: 'unified', severity: 'warning' };
  const slow = { labels: { ...chat, alertname: 'ArksRuntimeFirstTokenSlow' }, firstMinute: 11, waitMinutes: 5 };
  const queue = { labels: { ...chat, alertname: 'ArksRuntimeQueueBacklog' }, waitMinutes: 5 };
  const names = (firstMinute: number, lastMinute: number) =>
    toldOver(
      [
        { ...slow, lastMinute: 40 },
        { ...queue, firstMinute, lastMinute },
      ],
      planOf(environment).inhibited,
    ).map(({ labels }) => labels.alertname);
  expect(names(16, 40)).toEqual(['ArksRuntimeQueueBacklog']);
  expect(names(17, 40)).toEqual(['ArksRuntimeFirstTokenSlow', 'ArksRuntimeQueueBacklog']);
  expect(names(16, 39)).toEqual(['ArksRuntimeFirstTokenSlow', 'ArksRuntimeQueueBacklog']);
});
