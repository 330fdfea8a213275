import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { needsServerSideApply, tooLarge } from '../../src/objects/sizes.js';
import { planOf } from '../../src/plan/plan.js';
import { environmentOf } from '../support/environment.js';
import { withExtra } from '../support/extra-dashboards.js';
import { objectsOf } from '../support/kubernetes-objects.js';

const MEBIBYTE = 1_048_576;
const OPTIONS = 'argocd.argoproj.io/sync-options';
const OURS = JSON.parse(planOf(environmentOf({})).drawn[0]?.json ?? '');

const configMap = (text: string) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'large' },
  data: { 'a.json': text },
});

/** An environment that delivers one more dashboard, with a description of that length. */
const describedAtLength = (length: number, delivery: string) =>
  withExtra(
    { 'long.json': { ...OURS, uid: 'long', title: 'Long', description: 'x'.repeat(length) } },
    {},
    { delivery },
  );

describe('what is too large', () => {
  test('a ConfigMap whose data is a byte above a mebibyte is said with its bytes and the limit', () => {
    expect(tooLarge(configMap('x'.repeat(MEBIBYTE)))).toEqual([]);
    expect(tooLarge(configMap('x'.repeat(MEBIBYTE + 1)))).toEqual([
      'data must not be above 1048576 bytes, what a ConfigMap may hold, got 1048577',
    ]);
  });

  test('bytes are counted, not characters', () => {
    expect(tooLarge(configMap('é'.repeat(MEBIBYTE / 2 + 1)))).toHaveLength(1);
  });

  test('any object above what etcd takes is, and "<" counts as the six bytes that Go makes of it', () => {
    const rule = (text: string) => ({ apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', text });
    const empty = JSON.stringify(rule('')).length;
    const most = 1.5 * MEBIBYTE - empty;
    expect(tooLarge(rule('x'.repeat(most)))).toEqual([]);
    expect(tooLarge(rule(`${'x'.repeat(most - 6)}<`))).toEqual([]);
    expect(tooLarge(rule(`${'x'.repeat(most - 5)}<`))).toEqual([
      `the object must not be above 1572864 bytes, what etcd takes in one request, got 1572865`,
    ]);
  });

  test.each([['sidecar'], ['operator']])(
    'for the %s, synth refuses a dashboard like that and names its file',
    (delivery) => {
      const synth = () => objectsOf(describedAtLength(MEBIBYTE + 1, delivery));
      expect(synth).toThrow(/long\.json:1:1: it must be at most 1048576 bytes, .*, got \d{7}/);
    },
  );
});

describe('what the Prometheus Operator takes of rules', () => {
  const rule = (text: string) => ({
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'PrometheusRule',
    metadata: { name: 'large' },
    spec: { groups: [{ name: 'a', rules: [{ record: 'a', expr: text }] }] },
  });

  test('is half a mebibyte of YAML, and of other objects anything', () => {
    const most = MEBIBYTE / 2 - stringify(rule('').spec).length;
    expect(tooLarge(rule('x'.repeat(most)))).toEqual([]);
    expect(tooLarge(rule('x'.repeat(most + 9)))).toEqual([
      expect.stringMatching(
        /^spec must not be above 524288 bytes, what the Prometheus Operator takes of rules, got 52\d{4}$/,
      ),
    ]);
    expect(tooLarge({ ...rule('x'.repeat(MEBIBYTE)), kind: 'VMRule' })).toEqual([]);
  });

  test('is told at synth, with the longest setting and its line, where many namespaces are named for alerts', () => {
    const namespaces = Array.from({ length: 1_000 }, (_, tenant) => `tenant-${tenant}`.padEnd(63, 'x'));
    const synth = () => objectsOf(environmentOf({ alerts: { namespaces } }));
    expect(synth).toThrow(
      /\.yaml:3:5: PrometheusRule arks-alerts-monitoring: spec must not be above 524288 bytes, .*, got \d+; shorten .* alerts\.namespaces/,
    );
  });
});

test('annotations may hold 256 KiB together, keys and values', () => {
  const annotated = (text: string) => ({ metadata: { annotations: { ab: text, cde: 'fghi' } } });
  expect(tooLarge(annotated('x'.repeat(262_144 - 9)))).toEqual([]);
  expect(tooLarge(annotated('x'.repeat(262_144 - 8)))).toEqual([
    'metadata.annotations must not be above 262144 bytes, what the API server takes, got 262145',
  ]);
});

describe('what is too large for an annotation', () => {
  test('is an object whose text alone would fit, but not as it is quoted in an annotation', () => {
    expect(needsServerSideApply(configMap('x'.repeat(200_000)))).toBe(false);
    expect(needsServerSideApply(configMap('"'.repeat(200_000)))).toBe(true);
    expect(needsServerSideApply(configMap('<'.repeat(50_000)))).toBe(true);
  });

  test('is counted with the key of the annotation, to the byte', () => {
    const key = 'kubectl.kubernetes.io/last-applied-configuration'.length;
    const most = 262_144 - key - JSON.stringify(configMap('')).length;
    expect(needsServerSideApply(configMap('x'.repeat(most)))).toBe(false);
    expect(needsServerSideApply(configMap('x'.repeat(most + 1)))).toBe(true);
  });

  test.each([
    ['sidecar', 'ConfigMap.long'],
    ['operator', 'GrafanaDashboard.long'],
  ])('is left to the API server, for the %s, and nothing else is', (delivery, file) => {
    const objects = [...objectsOf(describedAtLength(262_144, delivery))];
    const withOptions = objects.filter(([, { metadata }]) => OPTIONS in metadata.annotations);
    expect(withOptions.map(([name, { metadata }]) => [name, metadata.annotations[OPTIONS]])).toEqual([
      [file, 'ServerSideApply=true'],
    ]);
  });
});
