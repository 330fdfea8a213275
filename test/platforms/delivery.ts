import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { PROJECT } from '../support/commands.js';
import { problemsInFolder } from '../support/environment-problems.js';
import type { Entries } from './entry.js';

/** How what is written gets into a cluster, and which Grafana finds it. */
export const delivery: Entries = {
  1: {
    sources: ['fluxcd/flux2-monitoring-example#44', 'controlplaneio-fluxcd/d2-infra#38'],
    tried: 'a Flux Kustomization with variables over everything that synth writes',
    expected: 'no object is refused and none changes',
    held: [
      {
        file: 'test/constructs/dashboards.test.ts',
        title: 'with the %s, Flux takes no variable of Grafana for its own, in %s',
      },
      { file: 'test/real/flux.test.ts', title: 'change no object and stop at none' },
    ],
  },
  4: {
    sources: [
      'rancher/rancher#43407',
      'rancher/charts#648',
      'prometheus-community/helm-charts#939',
      'prometheus-community/helm-charts#2928',
      'fluent/helm-charts#82',
    ],
    tried: 'the sidecar of a Grafana that watches another namespace, such as cattle-dashboards',
    expected: 'every dashboard goes there, and nothing else does',
    held: [
      { file: 'test/constructs/dashboards.test.ts', title: 'dashboards lie in a namespace of its own, with the %s' },
    ],
  },
  5: {
    sources: [
      'grafana/grafana-operator#1142',
      'grafana/grafana-operator#1164',
      'grafana/grafana-operator#1326',
      'VictoriaMetrics/helm-charts#788',
    ],
    tried: 'dashboards for grafana-operator, whose Grafana is in another namespace',
    expected: 'they may be imported from there',
    held: [
      {
        file: 'test/constructs/dashboards.test.ts',
        title:
          'Grafanas of other namespaces get them where the environment allows it, in a folder that is there already',
      },
    ],
  },
  10: {
    sources: ['bitnami/sealed-secrets#635', 'alphagov/govuk-helm-charts#3137', 'argoproj/argo-cd#4810'],
    tried: 'a first sync by Argo CD, before the definitions of the Prometheus Operator are there',
    expected: 'its dry run does not fail for that, and further options of a sync may be set',
    held: [
      {
        file: 'test/app/argo-cd.test.ts',
        title: 'applies on the server, prunes last and never everything, heals and tries again',
      },
      {
        file: 'test/app/argo-cd.test.ts',
        title: 'takes further options of a sync as they are, but none that is written already',
      },
      {
        file: 'test/real/argo-cd.test.ts',
        title: 'goes on where the definitions come later, and says what waits for them',
      },
    ],
  },
  13: {
    sources: ['argoproj/argo-cd#2623'],
    tried: 'an overlay of Kustomize with `namespace: observability` and `namePrefix: prod-`',
    expected: 'a prefix takes every reference along and keeps every alert silent; a namespace is refused, in words',
    held: [
      {
        file: 'test/kustomize/presence.test.ts',
        title: 'no part of the platform is told to be down while all of them answer',
      },
      { file: 'test/kustomize/left-behind.test.ts', title: 'a namespace for all objects is refused, whole' },
      { file: 'test/real/kustomize.test.ts', title: 'is whole, and what the model says, in an overlay with %j' },
    ],
  },
  16: {
    sources: ['prometheus-community/helm-charts#2450'],
    tried: 'the folder of an environment inside a Helm chart',
    expected: 'a page shows how, and Helm then changes nothing',
    held: [
      { file: 'test/real/helm.test.ts', title: 'comes out of a chart as docs/platforms.md shows it, object by object' },
    ],
  },
  23: {
    sources: [
      'prometheus-operator/prometheus-operator#2878',
      'prometheus-community/helm-charts#5008',
      'prometheus-community/helm-charts#3648',
    ],
    tried: 'labels for rules beside labels for monitors: `{ release: prometheus, prometheus: k8s, role: alert-rules }`',
    expected: 'every monitor and every rule has all of them',
    held: [
      {
        file: 'test/app/objects.test.ts',
        title: 'the labels by which Prometheus selects are on the monitors and rules, and on nothing else',
      },
    ],
  },
  27: {
    sources: ['Kuadrant/authorino-operator#348', 'openchoreo/openchoreo#1131'],
    tried: 'two environments with namespaces of their own in one cluster',
    expected: 'no object of one is an object of the other',
    held: [
      { file: 'test/app/access.test.ts', title: 'two installs in one cluster share no object, whatever its namespace' },
    ],
  },
  30: {
    sources: [],
    tried: 'files of an environment with CRLF, with a byte order mark, and with the ending .yml',
    expected: 'each is read as any other',
    held: [],
    replay: () => {
      const plain = readFileSync(join(PROJECT, 'environments/quickstart.yaml'), 'utf8');
      expect(
        problemsInFolder({
          'crlf.yaml': `cluster: { name: a }\n${plain}`.replaceAll('\n', '\r\n'),
          'mark.yaml': `\uFEFFcluster: { name: b }\n${plain}`,
          'short.yml': `cluster: { name: c }\n${plain}`,
        }),
      ).toEqual([]);
    },
  },
  33: {
    sources: ['cdk8s-team/cdk8s#2992'],
    tried: 'the package in the CommonJS project that cdk8s-cli makes',
    expected: 'the page says which options of TypeScript it needs, and with them it compiles and synthesizes',
    held: [
      {
        file: 'test/package/projects.test.ts',
        title: 'compiles as $type with module $module and moduleResolution $moduleResolution',
      },
    ],
  },
};
