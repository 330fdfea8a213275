import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { relabeling } from '../../operator/relabel.js';
import type { RelabelConfig } from '../../operator/scrape-config.js';
import { type PrometheusServer, startPrometheus } from '../../prometheus/server.js';

const ADDRESS = '127.0.0.1:1';
const found = { __meta_pod: 'chat-7', __meta_role: 'decode', __meta_empty: '', color: 'red', size: '13' };

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: references as Prometheus takes them.
/** Rules whose outcome a real Prometheus is asked for, too. */
const cases: Readonly<Record<string, readonly RelabelConfig[]>> = {
  'a copied label': [{ source_labels: ['__meta_pod'], target_label: 'pod' }],
  'a copied label that is not there': [{ source_labels: ['__meta_none'], target_label: 'color' }],
  'an empty label kept by (.+)': [{ source_labels: ['__meta_empty'], regex: '(.+)', target_label: 'color' }],
  'a fixed text': [{ target_label: 'role', replacement: 'unified' }],
  'a dollar in a fixed text': [{ target_label: 'role', replacement: 'a$$1$$$$b' }],
  'a dollar that names nothing': [{ target_label: 'role', replacement: 'a$-b${c$}' }],
  'the longest name there is': [{ source_labels: ['color'], target_label: 'x', replacement: 'a$1b' }],
  'a braced reference': [{ source_labels: ['color'], target_label: 'x', replacement: 'a${1}b$0c' }],
  'a group that does not exist': [{ source_labels: ['color'], target_label: 'x', replacement: 'a$2b${7}c' }],
  'a group that took no part': [
    { source_labels: ['color'], regex: '(re)(x)?d', target_label: 'x', replacement: '$1-$2-' },
  ],
  'a separator': [
    {
      source_labels: ['color', '__meta_none', 'size'],
      separator: '/',
      regex: '(.+)//(.+)',
      target_label: 'x',
      replacement: '$2$1',
    },
  ],
  'an empty separator': [{ source_labels: ['color', 'size'], separator: '', target_label: 'x' }],
  'a regex that only matches a part': [
    { source_labels: ['color'], regex: 're', target_label: 'x', replacement: 'found' },
  ],
  'alternatives without a group': [
    { source_labels: ['color'], regex: 'r|red', target_label: 'x', replacement: 'found' },
  ],
  'an empty result': [{ source_labels: ['color'], regex: 'red()', target_label: 'color' }],
  'a target that is a reference': [{ source_labels: ['color'], target_label: 'is_$1', replacement: 'yes' }],
  'a kept target': [{ action: 'keep', source_labels: ['__meta_pod', 'size'], regex: 'chat-\\d+;13' }],
  'a target that is not kept': [{ action: 'keep', source_labels: ['__meta_pod'], regex: 'chat' }],
  'a target that is kept for want of a label': [{ action: 'keep', source_labels: ['__meta_empty'], regex: '' }],
  'a dropped target': [{ action: 'drop', source_labels: ['__meta_role'], regex: 'prefill|decode' }],
  'a target that is not dropped': [{ action: 'drop', source_labels: ['__meta_role'], regex: 'prefill|decod' }],
  'a target kept for two labels that are the same': [
    { source_labels: ['__meta_pod'], target_label: '__tmp_pod' },
    { action: 'keepequal', source_labels: ['__meta_pod'], target_label: '__tmp_pod' },
  ],
  'a target that is not kept for two that are not': [
    { action: 'keepequal', source_labels: ['__meta_pod'], target_label: '__meta_role' },
  ],
  'a target that is not kept where one of the two is not there': [
    { action: 'keepequal', source_labels: ['__meta_pod'], target_label: '__meta_none' },
  ],
  'mapped labels': [{ action: 'labelmap', regex: '__meta_(r.*|pod)', replacement: 'k8s_$1' }],
  'dropped labels': [{ action: 'labeldrop', regex: 'col.*|siz' }],
  'kept labels': [{ action: 'labelkeep', regex: '__.*|instance|job|size' }],
  'rules one after the other': [
    { source_labels: ['__meta_role'], target_label: 'role' },
    { source_labels: ['role', 'color'], regex: 'decode;(.+)', target_label: 'color', replacement: 'dark-$1' },
    { action: 'labeldrop', regex: 'role' },
  ],
};
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: no more of them.

let prometheus: PrometheusServer;
/** Labels of the target of each case; none of a dropped one. */
let targets: ReadonlyMap<string, Readonly<Record<string, string>>>;

beforeAll(async () => {
  prometheus = await startPrometheus(inject('prometheus').prometheus, {
    scrape_configs: Object.entries(cases).map(([name, relabel_configs]) => ({
      job_name: name,
      // Long enough for none to happen while the test looks.
      scrape_interval: '1h',
      static_configs: [{ targets: [ADDRESS], labels: found }],
      relabel_configs,
    })),
  });
  await prometheus.until('discovering a target for every case', 20, async () => {
    targets = targetsOf(await prometheus.api('/targets'));
    return targets.size === Object.keys(cases).length;
  });
});

afterAll(() => prometheus.stop());

describe('relabels as Prometheus does', () => {
  test.each(Object.keys(cases))('%s', (name) => {
    const ours = relabeling(cases[name] ?? [])({ ...found, job: name, __address__: ADDRESS });
    expect(stored(ours)).toEqual(targets.get(name));
  });
});

test('an action that no monitor uses is refused', () => {
  expect(() => relabeling([{ action: 'hashmod', target_label: 'shard' }])).toThrow(
    /action must be one of .*got hashmod/,
  );
});

test('a label name that versions of Prometheus do not agree on is refused', () => {
  const numbered = relabeling([{ source_labels: ['size'], target_label: '$1', replacement: 'yes' }]);
  expect(() => numbered(found)).toThrow(/must be a label name, got "13"/);
});

test.each(['(?i)red', '(?P<color>.+)', '(?=red)r', '[[:alpha:]]+', '\\pL', '(r)\\1', '\\s'])(
  'the regex %s, which Go and JavaScript do not share, is refused',
  (regex) => {
    expect(() => relabeling([{ source_labels: ['color'], regex, target_label: 'x' }])).toThrow(
      /regex must mean the same/,
    );
  },
);

/** What Prometheus stores of a target's labels: none that begins with `__`, and the address as instance; nothing of a dropped one. */
function stored(labels: Readonly<Record<string, string>> | undefined): Readonly<Record<string, string>> {
  if (labels === undefined) return {};
  const kept = Object.entries(labels).filter(([name]) => !name.startsWith('__'));
  return { instance: ADDRESS, ...Object.fromEntries(kept) };
}

function targetsOf(data: unknown): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const rows = ['activeTargets', 'droppedTargets'].flatMap((key) => list(Reflect.get(Object(data), key)));
  const read = (row: unknown, key: string) => textsOf(Reflect.get(Object(row), key));
  // The job of a dropped target is among what was discovered only.
  return new Map(rows.map((row) => [read(row, 'discoveredLabels')['job'] ?? '', read(row, 'labels')]));
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textsOf(value: unknown): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(Object(value)).map(([name, text]) => [name, String(text)]));
}
