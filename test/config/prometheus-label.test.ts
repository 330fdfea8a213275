import { expect, inject, test } from 'vitest';
import { prometheusLabel } from '../../src/config/prometheus-label.js';
import { PROMQL_WORDS } from '../support/promql-words.js';
import { promtool } from '../support/promtool.js';

/** Wherever a rule names a label: each takes other words. */
const USES: readonly ((label: string) => string)[] = [
  (label) => `sum by (${label}) (up)`,
  (label) => `sum without (${label}) (up)`,
  (label) => `max by (job, ${label}) (up)`,
  (label) => `up * on (${label}) group_left () up`,
  (label) => `up * on (job_) group_left (${label}) up`,
  (label) => `up == ignoring (${label}) up`,
  (label) => `up{${label}="x"}`,
];
const CASES = [(word: string) => word, (word: string) => word.toUpperCase(), capitalized];

const isLabel = (text: string) => prometheusLabel.safeParse(text).success;

test('a label is refused where promtool refuses it in some place of a rule, whatever its case, and only there', async () => {
  const words = PROMQL_WORDS.flatMap((word) => CASES.map((written) => written(word)));
  const rules = words.flatMap((word) => USES.map((use) => ({ record: `of:${word}`, expr: use(word) })));
  const { output } = await promtool(inject('prometheus').promtool, ['check', 'rules', 'rules.yml'], {
    'rules.yml': { groups: [{ name: 'words', rules }] },
  });
  const refused = new Set([...output.matchAll(/"of:(\w+)"/g)].map(([, word]) => word));
  expect(refused.size).toBeGreaterThan(0);
  expect(words.filter((word) => isLabel(word) === refused.has(word))).toEqual([]);
});

test('a Prometheus label is a word that Prometheus does not keep for itself', () => {
  expect(['cluster', '_cluster', 'Cluster_7', 'toString', 'constructor'].filter((text) => !isLabel(text))).toEqual([]);
  expect(['', '7up', 'a-b', 'a:b', 'a.b', '__address__', 'ä', 'a\n', 'Without', 'NaN'].filter(isLabel)).toEqual([]);
});

function capitalized(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
