import { stringify } from 'yaml';
import { plainText } from '../../src/review/change.js';
import type { Tree } from '../../src/review/manifests.js';
import { review } from '../../src/review/review.js';

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

/** What is told of what becomes of the objects of one environment, a line each; what breaks something has a mark. */
export const told = (before: readonly object[], after: readonly object[]) =>
  review(treeOf({ 'eu-1': before }), treeOf({ 'eu-1': after })).flatMap(({ changes }) =>
    changes.map(({ subject, action, says, breaking }) => {
      const mark = breaking === undefined ? '' : '!';
      return `${mark}${subject} ${action}: ${says.map(plainText).join('; ')}`;
    }),
  );
