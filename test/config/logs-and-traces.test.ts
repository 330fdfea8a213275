import { describe, expect, test } from 'vitest';
import { environmentOf } from '../support/environment.js';
import { FILE, problemsIn } from '../support/environment-problems.js';

const UID = 'must be the uid of a data source: at most 40 letters, digits, "-" and "_"';
const LABEL = 'must be a label name of Loki: at most 100 letters, digits and "_", not starting with a digit';
const ATTRIBUTE =
  'must be the name of an attribute: at most 100 letters, digits, "_" and ".", not starting with a digit or "."';
const NO_NAME = 'must not be set without cluster.name, by which links would find the cluster';
const BACKSLASH = 'must not be set where cluster.name holds a backslash, which links cannot ask for';

describe('settings of logs and traces that are wrong are reported where they stand', () => {
  test.each([
    ['grafana: { logs: { uid: "a b" } }', `grafana.logs.uid ${UID}, got "a b" (${FILE}:1:25)`],
    [
      'grafana: { logs: { type: elasticsearch, uid: a } }',
      `grafana.logs.type must be loki, got "elasticsearch" (${FILE}:1:26)`,
    ],
    [
      'grafana: { logs: { uid: a, labels: { pod: k8s.pod.name } } }',
      `grafana.logs.labels.pod ${LABEL}, got "k8s.pod.name" (${FILE}:1:43)`,
    ],
    [
      'grafana: { traces: { uid: a, attributes: { pod: "k8s pod" } } }',
      `grafana.traces.attributes.pod ${ATTRIBUTE}, got "k8s pod" (${FILE}:1:49)`,
    ],
    [
      'grafana: { logs: { uid: a, labels: { cluster: cluster } } }',
      `grafana.logs.labels.cluster ${NO_NAME}, got "cluster" (${FILE}:1:47)`,
    ],
    [
      'grafana: { traces: { uid: a, attributes: { cluster: c } } }',
      `grafana.traces.attributes.cluster ${NO_NAME}, got "c" (${FILE}:1:53)`,
    ],
    [
      'grafana: { logs: { uid: a, labels: { cluster: c } } }\ncluster: { name: "a\\\\b" }',
      `grafana.logs.labels.cluster ${BACKSLASH}, got "c" (${FILE}:1:47)`,
    ],
  ])('%s', (text, problem) => {
    expect(problemsIn(text)).toEqual([problem]);
  });

  test('grafana: { logs: {} }', () => {
    expect(problemsIn('grafana: { logs: {} }').join()).toContain('grafana.logs.uid');
  });
});

test('the usual names are the defaults, and a data source that is not named has none', () => {
  const { logs, traces } = environmentOf({ grafana: { logs: { uid: 'a' }, traces: { uid: 'b' } } }).grafana;
  expect(logs).toEqual({ type: 'loki', uid: 'a', labels: { namespace: 'namespace', pod: 'pod' } });
  expect(traces).toEqual({
    type: 'tempo',
    uid: 'b',
    attributes: { namespace: 'k8s.namespace.name', pod: 'k8s.pod.name' },
  });
  expect(environmentOf({}).grafana).not.toHaveProperty('logs');
});
