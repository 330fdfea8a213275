import { describe, expect, inject, test } from 'vitest';
import { z } from 'zod';
import { AMBER } from '../../src/dashboards/look.js';
import { planOf } from '../../src/plan/plan.js';
import { alertRules } from '../../src/rules/alerting.js';
import { runtimeLatencyAlerts } from '../../src/rules/alerts/runtime-latency.js';
import { environmentOf } from '../support/environment.js';
import { promtool } from '../support/promtool.js';

/** Of four applications one has the limit of all, one another, one a slower alert with the limit of all, and of one nobody is told. */
const APPLICATIONS = { chat: 10, embed: 1.5, slowly: 10, silent: undefined } as const;
const overrides = [
  { name: 'embedding', applications: ['embed'], thresholds: { firstTokenP95Seconds: 1.5 } },
  { name: 'later', applications: ['slowly'], alerts: { ArksRuntimeFirstTokenSlow: { for: '30m' } } },
  { name: 'nobody', applications: ['silent'], alerts: { ArksRuntimeFirstTokenSlow: { off: 'a test' } } },
];
const environment = environmentOf({ alerts: { overrides } });

const steps = z.array(z.object({ value: z.number().nullable(), color: z.string() }));
const property = z.object({ id: z.string(), value: z.unknown() });
const drawnPanel = z.object({
  title: z.string(),
  type: z.string(),
  description: z.string(),
  targets: z.array(z.object({ refId: z.string(), expr: z.string(), legendFormat: z.string() })),
  fieldConfig: z.object({
    defaults: z.object({ thresholds: z.object({ steps }) }),
    overrides: z.array(
      z.object({ matcher: z.object({ id: z.string(), options: z.unknown() }), properties: z.array(property) }),
    ),
  }),
});
type Drawn = z.output<typeof drawnPanel>;

function panelsOf(of: typeof environment): readonly Drawn[] {
  return planOf(of).drawn.flatMap(({ json }) => {
    const { panels } = z.object({ panels: z.array(z.unknown()) }).parse(JSON.parse(json));
    return panels.flatMap((panel) => drawnPanel.safeParse(panel).data ?? []);
  });
}

/** The panels that draw the limit of first tokens, or a value that it is held against. */
const drawn = panelsOf(environment).filter(({ description }) => description.includes('Overrides give some'));

/** What a query asks where somebody has chosen applications. */
const asked = (expr: string, chosen: string) =>
  expr
    .replaceAll('$__rate_interval', '5m')
    .replaceAll(/\$\{?(\w+)(?::\w+)?\}?/g, (_, name: string) => (name === 'application' ? chosen : '.*'));

/** The limit of each query of a value, as it is coloured by. */
function limitOf({ fieldConfig }: Drawn, refId: string): number | undefined {
  const own = fieldConfig.overrides.find(({ matcher }) => matcher.id === 'byFrameRefID' && matcher.options === refId);
  const value = own?.properties.find(({ id }) => id === 'thresholds')?.value;
  const found = z.object({ steps }).safeParse(value).data?.steps ?? [];
  return found.find(({ color }) => color === AMBER)?.value ?? undefined;
}

const series = Object.keys(APPLICATIONS).map((application) => ({
  series:
    `application:arks_time_to_first_token_seconds:p95_5m{namespace="tenant-a",application="${application}",` +
    'role="unified",model_name="m",runtime="vllm"}',
  values: '3x10',
}));

/** Says of queries whether promtool gets these values, each a number without labels. */
function complaint(wanted: readonly { readonly expr: string; readonly values: readonly number[] }[]) {
  const tests = [
    {
      interval: '1m',
      input_series: series,
      promql_expr_test: wanted.map(({ expr, values }) => ({
        expr,
        eval_time: '5m',
        exp_samples: values.map((value) => ({ labels: '{}', value })),
      })),
    },
  ];
  return promtool(inject('prometheus').promtool, ['test', 'rules', 'test.yml'], { 'test.yml': { tests } });
}

const SELECTIONS = ['chat', 'embed', 'slowly', 'silent', '.*'] as const;
const limitsIn = (chosen: (typeof SELECTIONS)[number]) =>
  chosen === '.*' ? [10, 1.5] : [APPLICATIONS[chosen] ?? []].flat();

describe('a panel shows no limit that the alert of what is selected does not have', () => {
  test('the limits are those of the rules', () => {
    const rules = alertRules(runtimeLatencyAlerts.runtimeFirstTokenSlow, environment);
    expect(rules.map(({ labels, expr }) => [labels['override'], /\s>=\s([\d.]+)/.exec(expr)?.[1]])).toEqual([
      [undefined, '10'],
      ['embedding', '1.5'],
      ['later', '10'],
    ]);
  });

  test('no panel has a line or a colour for all where there are several', () => {
    expect(drawn.map(({ type, title }) => `${type}: ${title}`).sort()).toEqual([
      'stat: First token p95, worst',
      'timeseries: Time to first token, p95',
    ]);
    expect(drawn.filter(({ fieldConfig }) => fieldConfig.defaults.thresholds.steps.length > 1)).toEqual([]);
    for (const { description } of drawn)
      expect(description).toContain('The alert is off for what these are about: nobody.');
  });

  test.each(SELECTIONS)('a graph draws the limits of what is there of %s', async (chosen) => {
    const graphs = drawn.filter(({ type }) => type === 'timeseries');
    const lines = graphs.flatMap(({ targets }) => targets.filter(({ legendFormat }) => /^limit\b/.test(legendFormat)));
    expect(lines).toHaveLength(3);
    const limits = { limit: 10, 'limit embedding': 1.5, 'limit later': 10 };
    const whose = { limit: 'chat', 'limit embedding': 'embed', 'limit later': 'slowly' };
    const wanted = Object.entries(limits).flatMap(([legend, value]) =>
      lines
        .filter(({ legendFormat }) => legendFormat === legend)
        .map(({ expr }) => ({
          expr: asked(expr, chosen),
          values:
            chosen === '.*' || Object.entries(whose).some(([one, who]) => one === legend && who === chosen)
              ? [value]
              : [],
        })),
    );
    expect(wanted).toHaveLength(3);
    expect([...new Set(wanted.flatMap(({ values }) => values))]).toEqual(limitsIn(chosen));
    expect(await complaint(wanted)).toMatchObject({ ok: true });
  });

  test.each(SELECTIONS)('a number has a value of its own for each limit there is of %s', async (chosen) => {
    const [stat, ...others] = drawn.filter(({ type }) => type === 'stat');
    if (stat === undefined) throw new Error('there must be a number');
    expect(others).toEqual([]);
    const whose = ['chat', 'embed', 'slowly', 'silent'] as const;
    expect(stat.targets.map(({ refId }) => limitOf(stat, refId))).toEqual(whose.map((one) => APPLICATIONS[one]));
    const wanted = stat.targets.map(({ expr }, index) => ({
      // Which value it is is no matter here.
      expr: `(${asked(expr, chosen)}) > bool 0`,
      values: chosen === '.*' || whose[index] === chosen ? [1] : [],
    }));
    expect(await complaint(wanted)).toMatchObject({ ok: true });
  });
});

test('twenty overrides of every limit have letters enough in every panel', () => {
  const many = Array.from({ length: 20 }, (_, index) => ({
    name: `o${index}`,
    namespaces: [`tenant-${index}`],
    thresholds: {
      firstTokenP95Seconds: index + 3,
      interTokenP95Seconds: 0.3,
      requestP95Seconds: 130,
      quotaNearlyRatio: 0.5,
    },
  }));
  const most = panelsOf(environmentOf({ alerts: { overrides: many } })).map(({ targets }) => targets.length);
  expect(Math.max(...most)).toBe(22);
});

test('overrides that leave a limit as it is leave its panels as they are', () => {
  const panels = (of: readonly object[]) => panelsOf(environmentOf({ alerts: { overrides: of } }));
  expect(panels(overrides.slice(1, 2))).toEqual(panels([]));
});
