import { expect } from 'vitest';
import { stringify } from 'yaml';
import { z } from 'zod';
import { problemsIn } from '../support/environment-problems.js';
import type { Entries } from './entry.js';
import { objects } from './input.js';

const rule = z.looseObject({
  alert: z.string().optional(),
  record: z.string().optional(),
  labels: z.record(z.string(), z.string()).default({}),
});
const ruleObject = z.looseObject({ spec: z.object({ groups: z.array(z.object({ rules: z.array(rule) })) }) });

/** Every rule that synth writes for these settings. */
function rulesOf(settings: object) {
  return objects(settings)
    .filter(({ kind }) => kind === 'PrometheusRule')
    .flatMap((object) => ruleObject.parse(object).spec.groups.flatMap(({ rules }) => rules));
}

/** What is recorded and alerted on, who hears of it, and what dashboards ask. */
export const rules: Entries = {
  11: {
    sources: [
      'prometheus-operator/prometheus-operator#3737',
      'prometheus-operator/prometheus-operator#3900',
      'prometheus-operator/prometheus-operator#3954',
      'prometheus-community/helm-charts#1290',
      'prometheus-operator/kube-prometheus#1540',
    ],
    tried: 'an AlertmanagerConfig, which by default hears of alerts of its own namespace only',
    expected: 'every alert has a namespace, and a section writes routes that the operator builds',
    held: [
      { file: 'test/rules/inhibitions.test.ts', title: '$alert has a namespace wherever a story tells it' },
      {
        file: 'test/real/alertmanager-config.test.ts',
        title: 'by default it would see the alerts of its own namespace only, which is why synth refuses that',
      },
      { file: 'test/real/alertmanager-config.test.ts', title: 'silences what the file silences' },
    ],
  },
  12: {
    sources: [
      'kubernetes-monitoring/kubernetes-mixin#1096',
      'prometheus/prometheus#13406',
      'prometheus/alertmanager#3428',
    ],
    tried: 'labels of a user on every alert',
    expected: 'one that would merge alerts is refused, and none is on a record',
    held: [
      {
        file: 'test/config/alerts.test.ts',
        title: 'every label that a summary shows is one that alerts.labels may not take',
      },
    ],
    replay: () => {
      expect(problemsIn(stringify({ alerts: { labels: { namespace: 'monitoring' } } }))).toEqual([
        expect.stringContaining('alerts.labels.namespace must not be a label that alerts have of their own'),
      ]);
      const team = (kind: 'alert' | 'record') =>
        rulesOf({ alerts: { labels: { team: 'llm' } } })
          .filter((one) => one[kind] !== undefined)
          .map(({ labels }) => labels['team']);
      expect([new Set(team('alert')), new Set(team('record'))]).toEqual([new Set(['llm']), new Set([undefined])]);
    },
  },
  15: {
    sources: ['pyrra-dev/pyrra#406', 'adorsys/status-list-server#445'],
    tried: 'an objective over 30d on a Prometheus that keeps 10d',
    expected: 'it is refused with what to set; those that nobody wrote hold in 10d',
    held: [
      {
        file: 'test/config/retention.test.ts',
        title: 'is refused where it stands, with what is kept, which windows hold and what to set',
      },
      { file: 'test/config/retention.test.ts', title: 'hold in what kube-prometheus-stack keeps' },
    ],
  },
  26: {
    sources: ['ministryofjustice/modernisation-platform-environments#19234'],
    tried: 'a latency limit for one model beside that of all others',
    expected: 'one rule each, and no series in two of them',
    held: [
      {
        file: 'test/rules/classes.test.ts',
        title: 'one of everything else and one of each override, with its limit in the expression and in the summary',
      },
      {
        file: 'test/rules/classes.test.ts',
        title: 'a series is in one part of one class, that of the first override which is about it',
      },
    ],
  },
  32: {
    sources: ['kubernetes-monitoring/kubernetes-mixin#305', 'kubernetes-monitoring/kubernetes-mixin#307'],
    tried: 'a Grafana with several data sources',
    expected: 'the environment says which one dashboards open with, and which may be chosen',
    held: [
      {
        file: 'test/constructs/dashboards.test.ts',
        title: 'the data source they open with, and those that may be chosen, are the environment to say',
      },
    ],
  },
};
