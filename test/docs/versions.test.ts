import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isFrom } from '../../src/config/operator-version.js';
import { ALERTMANAGER } from '../../tools/alertmanager/provide.js';
import { operatorFields } from '../../tools/operator-fields/fields.js';
import { DEFINITIONS } from '../../tools/real/api-server/definitions.js';
import { KUBERNETES } from '../../tools/real/api-server/programs.js';
import { ARGO_CD } from '../../tools/real/argo-cd.js';
import { FLUX } from '../../tools/real/flux.js';
import { GRAFANA_SCHEMA } from '../../tools/real/grafana-schema.js';
import { HELM } from '../../tools/real/helm.js';
import { KUBECONFORM } from '../../tools/real/kubeconform/kubeconform.js';
import { STATE_METRICS_VERSIONS } from '../../tools/real/kubernetes/state-metrics.js';
import { KUSTOMIZE } from '../../tools/real/kustomize.js';
import { PROMETHEUS_OPERATOR } from '../../tools/real/prometheus-operator.js';
import { PROMETHEUS_2, PROMETHEUS_3 } from '../../tools/real/prometheus-versions.js';
import { PROJECT } from '../support/commands.js';

const OLDEST_OPERATOR = '0.65';
const read = (file: string) => readFileSync(join(PROJECT, file), 'utf8').replaceAll('\n', ' ');
const { releases } = operatorFields.parse(JSON.parse(read('test/fixtures/operator-fields.json')));
const operators = releases.filter((release) => isFrom(release, OLDEST_OPERATOR));
const range = (versions: readonly string[]) => `${versions.at(0)} to ${versions.at(-1)}`;

test('README names the versions that tests run with, and no others', () => {
  const [, sentence = ''] = /Tested with (.*?); no Grafana/.exec(read('README.md')) ?? [];
  expect(sentence).toBe(
    `Prometheus ${PROMETHEUS_2.version} and ${PROMETHEUS_3.version}, Prometheus Operator ${range(operators)}, ` +
      `Kubernetes ${KUBERNETES.version}, kube-state-metrics ${range(STATE_METRICS_VERSIONS)} and Argo CD ${ARGO_CD.version}`,
  );
});

test('docs/platforms.md names each version that something runs with', () => {
  const [, table = ''] = /## Versions(.*?)\n?## /.exec(read('docs/platforms.md')) ?? [];
  const pinned = [
    ...operators,
    ...DEFINITIONS.map(({ version }) => version),
    ...STATE_METRICS_VERSIONS,
    ...[ALERTMANAGER, ARGO_CD, FLUX, GRAFANA_SCHEMA, HELM, KUBECONFORM, KUBERNETES, KUSTOMIZE, PROMETHEUS_OPERATOR].map(
      ({ version }) => version,
    ),
  ];
  expect(pinned.length).toBeGreaterThan(20);
  expect(
    pinned.filter((version) => !new RegExp(`(?<![\\d.])${version.replaceAll('.', '\\.')}(?![\\d.]*\\d)`).test(table)),
  ).toEqual([]);
});
