import { stringify } from 'yaml';
import type { Tree } from '../../src/review/manifests.js';

/** An object of a tree, by the words that matter in a story. */
export const rule = (name: string, rules: readonly object[], more: object = {}): object => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name, namespace: 'monitoring', ...more },
  spec: { groups: [{ name, interval: '30s', rules }] },
});

export const monitor = (spec: object): object => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'ServiceMonitor',
  metadata: { name: 'arks-runtime', namespace: 'monitoring' },
  spec: { selector: { matchLabels: { 'managed-by': 'arks' } }, endpoints: [{ port: 'http' }], ...spec },
});

export const dashboard = (uid: string, panels: readonly object[], more: object = {}): object => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: uid, namespace: 'monitoring' },
  data: { [`${uid}.json`]: JSON.stringify({ uid, title: 'Serving', panels, ...more }) },
});

/** A synthesized output: objects by environment. */
export function treeOf(environments: Readonly<Record<string, readonly object[]>>): Tree {
  return new Map(
    Object.entries(environments).flatMap(([name, objects]) =>
      objects.map((object, index) => [`${name}/${index}.k8s.yaml`, stringify(object)] as const),
    ),
  );
}
