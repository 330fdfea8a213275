import { describe, expect, test } from 'vitest';
import { report } from '../../src/cli/report.js';
import { doubts } from '../../src/rules/doubts.js';
import { environmentOf } from '../support/environment.js';
import { FILE, problemsIn } from '../support/environment-problems.js';

const tenants = (count: number) => ({ namespaces: Array.from({ length: count }, (_, index) => `tenant-${index}`) });

describe('what can hardly be meant is told by synth', () => {
  test.each([
    [
      'a metric that only an old generation has',
      { scrape: { keep: ['vllm:time_in_queue_requests', 'vllm:num_requests_running'] } },
      'warning: scrape.keep names vllm:time_in_queue_requests, which vllm v1-0.12 does not show; only v0 did',
    ],
    [
      'one word for both severities',
      { alerts: { severities: { critical: 'page', warning: 'page' } } },
      'warning: alerts.severities says "page" for both: no route can tell a page from a ticket',
    ],
    [
      'more tenants than applications',
      { tenants: tenants(21) },
      'warning: tenants.namespaces names 21, and sizing.applications says 20: predictions and budgets are those of a smaller installation',
    ],
    [
      'a surface of SGLang beside other runtimes',
      { runtimes: ['vllm'], surfaces: { router: { enabled: true } } },
      'warning: runtimes does not name sglang, and surfaces.router scrapes it: its names remain in monitors, rules and dashboards',
    ],
  ])('%s', (_, settings, told) => {
    const environment = environmentOf(settings);
    expect(doubts(environment)).toEqual([told]);
    expect(report({ environments: [environment], folder: 'dist', files: [], verbose: false })).toContain(told);
  });

  test('and nothing of what may well be', () => {
    expect(doubts(environmentOf({}))).toEqual([]);
    expect(
      doubts(environmentOf({ tenants: tenants(20), alerts: { severities: { critical: 'page', warning: 'ticket' } } })),
    ).toEqual([]);
    const current = { runtimes: ['vllm', 'sglang'], scrape: { keep: ['vllm:iteration_tokens_total'] } };
    expect(doubts(environmentOf(current))).toEqual([]);
  });
});

describe('a section that nothing reads is refused where it stands', () => {
  test.each([
    ['rules: { mimir: { tenant: llm } }', 'mimir', 'prometheus', '{"tenant":"llm"}', 17],
    ['rules: { thanos: { partialResponse: warn } }', 'thanos', 'prometheus', '{"partialResponse":"warn"}', 18],
  ])('%s', (text, section, target, found, column) => {
    expect(problemsIn(text)).toEqual([
      `rules.${section} must not be set unless rules.target is ${section}, which is "${target}", got ${found} (${FILE}:1:${column})`,
    ]);
  });

  test('and taken where its target is', () => {
    expect(problemsIn('cluster: { name: a }\nrules: { target: mimir, mimir: { tenant: llm } }')).toEqual([]);
  });
});
