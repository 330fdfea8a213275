import { describe, expect, test } from 'vitest';
import { toldOf } from '../../src/app/told.js';
import { report } from '../../src/cli/report.js';
import { planOf } from '../../src/plan/plan.js';
import { doubts } from '../../src/rules/doubts.js';
import { environmentOf } from '../support/environment.js';
import { FILE, problemsIn } from '../support/environment-problems.js';
import { messagesOf } from '../support/messages-of.js';

const tenants = (count: number) => ({ namespaces: Array.from({ length: count }, (_, index) => `tenant-${index}`) });

const priced = (model: string, price: number) => ({ model, inputPerMillion: price, outputPerMillion: price });

describe('what can hardly be meant is told by synth', () => {
  test.each([
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
      'the namespace of the platform for one of tenants',
      { tenants: { namespaces: ['monitoring', 'tenant-a'] } },
      'warning: tenants.namespaces names monitoring, where the platform runs: a tenant there could pose as a part of it',
    ],
    [
      'a surface of SGLang beside other runtimes',
      { runtimes: ['vllm'], surfaces: { router: { enabled: true } } },
      'warning: runtimes does not name sglang, but surfaces.router scrapes it: its names remain in monitors and rules, and dashboards that show nothing else are left out',
    ],
    [
      'two of them',
      { runtimes: ['vllm'], surfaces: { disaggregated: { enabled: true }, router: { enabled: true } } },
      'warning: runtimes does not name sglang, but surfaces.disaggregated and surfaces.router scrape it: its names remain in monitors and rules, and dashboards that show nothing else are left out',
    ],
    [
      'how an Alertmanager selects objects, where it gets a file',
      {
        alertmanager: {
          delivery: 'configMap',
          selectorLabels: { team: 'llm' },
          receivers: [{ name: 'a', webhook: { url: { name: 's', key: 'k' } } }],
          routes: { critical: 'a', warning: 'a' },
        },
      },
      'warning: alertmanager.selectorLabels is about an AlertmanagerConfig, and has no effect where alertmanager.delivery is configMap',
    ],
    [
      'a threshold in another unit',
      { alerts: { thresholds: { firstTokenP95Seconds: 0.0001 } } },
      'warning: alerts.thresholds.firstTokenP95Seconds is 0.0001, more than 1000 times below its default of 10',
    ],
    [
      'a threshold that nothing reaches',
      { alerts: { thresholds: { minimumRequestsPerSecond: 1_000 } } },
      'warning: alerts.thresholds.minimumRequestsPerSecond is 1000, more than 1000 times above its default of 0.05',
    ],
    [
      'a limit of an override that no rule reads',
      {
        runtimes: ['vllm'],
        alerts: { overrides: [{ name: 'x', models: ['r1'], thresholds: { disaggregatedQueuePerReplica: 31 } }] },
      },
      'warning: alerts.overrides[0].thresholds.disaggregatedQueuePerReplica is read by no rule: ArksDisaggregatedRoleSaturated needs surfaces.disaggregated',
    ],
    [
      'what monitors of a surface that is off would say',
      { scrape: { endpoints: [{ surfaces: ['runtime', 'envoy'] }] }, surfaces: { envoy: { enabled: false } } },
      'warning: scrape.endpoints[0].surfaces[1] names envoy, which is not scraped: surfaces.envoy is off',
    ],
    [
      'a price for a token beside one for a million',
      { prices: { currency: 'JPY', models: [priced('chat', 3), priced('small', 0.000002)] } },
      'warning: prices: outputPerMillion of chat is 3, and inputPerMillion of small 0.000002: both are meant for a million tokens',
    ],
  ])('%s', (_, settings, told) => {
    const environment = environmentOf(settings);
    expect(messagesOf(doubts(environment))).toEqual([told]);
    expect(
      report({ environments: [toldOf(planOf(environment))], folder: 'dist', files: [], verbose: false }),
    ).toContain(told);
  });

  test('and nothing of what may well be', () => {
    expect(doubts(environmentOf({}))).toEqual([]);
    expect(
      doubts(environmentOf({ tenants: tenants(20), alerts: { severities: { critical: 'page', warning: 'ticket' } } })),
    ).toEqual([]);
    const current = { runtimes: ['vllm', 'sglang'], scrape: { keep: ['vllm:iteration_tokens_total'] } };
    expect(doubts(environmentOf(current))).toEqual([]);
    const far = { firstTokenP95Seconds: 0.01, minimumRequestsPerSecond: 50 };
    const prices = { models: [priced('chat', 90), priced('free', 0), priced('small', 0.002)] };
    expect(doubts(environmentOf({ alerts: { thresholds: far }, prices }))).toEqual([]);
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
