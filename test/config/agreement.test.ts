import { expect, test } from 'vitest';
import { FILE, problemsIn } from '../support/environment-problems.js';

test('cluster.label cannot be a label that alerts.labels sets, since alerts could not tell clusters apart', () => {
  expect(problemsIn('cluster: { label: site }\nalerts: { labels: { site: eu, team: llm } }\n')).toEqual([
    `cluster.label must not be one of alerts.labels, which would hide which cluster an alert is from, got "site" (${FILE}:1:19)`,
  ]);
  expect(problemsIn('cluster: { label: site }\nalerts: { labels: { team: llm } }\n')).toEqual([]);
});
