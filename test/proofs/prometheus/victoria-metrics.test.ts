import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { simulatedEnvironment } from '@arks-monitoring/simulator/environment.js';
import { ruleGroups } from '@arks-monitoring/simulator/operator/rule-groups.js';
import type { RangeSeries } from '@arks-monitoring/simulator/prometheus/answers.js';
import type { PrometheusServer, Range } from '@arks-monitoring/simulator/prometheus/server.js';
import { playScenario } from '@arks-monitoring/simulator/scenarios/scenario.js';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Environment } from '../../../src/config/environment.js';
import { loadEnvironments } from '../../../src/files/load.js';
import { planOf } from '../../../src/plan/plan.js';
import { knownNames } from '../../../src/rules/known-names.js';
import type { RuleGroup } from '../../../src/rules/rule-group.js';
import { rulerGroup } from '../../../src/rules/ruler.js';
import { smallFleet } from '../../../tools/bench/queries/small-fleet.js';
import { provideVictoriaMetrics } from '../../../tools/victoria-metrics/provide.js';
import { startVictoriaMetrics, type VictoriaMetricsServer } from '../../../tools/victoria-metrics/server.js';
import { askedBy, inPrometheus } from '../../dashboards/asked.js';
import { prometheusWith, recordIn, scrapedSeries } from '../../live/stored-history.js';

const programs = provideVictoriaMetrics();
const EPOCH = 1_767_225_600;
const STEP = 30;
const MINUTES = 12;
/** The fleet has been running for as long before, so that counters do not begin with the scrapes. */
const UNSEEN_MINUTES = 10;
/** Rounding of sums in another order. */
const RELATIVE_NOISE = 1e-9;
/** From 3.0 on Prometheus leaves the first sample of such a window out, and extrapolates for it. */
const closedWindows = /version 2\./.test(
  execFileSync(inject('prometheus').promtool, ['--version'], { encoding: 'utf8' }),
);
const target = { target: 'victoriametrics' };

/**
 * Windows that begin before the first sample: PromQL extrapolates the growth of a quota's use a little into them, and MetricsQL
 * takes the first sample for a change.
 */
const LONGER_THAN_PLAYED = /\bdelta\([^[]*\[6h\]|\bchanges\([^[]*\[30m\]/;

interface Difference {
  readonly expr: string;
  readonly what: 'series' | 'values';
}

function rulesFor(environment: Environment): readonly RuleGroup[] {
  return ruleGroups(environment).map((group) => rulerGroup(group, environment));
}

describe('vmalert', () => {
  const [production] = loadEnvironments('environments', knownNames).filter(({ name }) => name === 'production');
  if (production === undefined) throw new Error('there is no environments/production.yaml');
  const groups = rulesFor({ ...production, rules: { ...production.rules, target: 'victoriametrics' } });

  test('accepts every expression and every template of the production environment', () => {
    expect(groups.flatMap(({ rules }) => rules).length).toBeGreaterThan(200);
    dryRun(groups);
  });

  test('refuses what is not MetricsQL, so that its consent says something', () => {
    const wrong = { name: 'wrong', interval: '30s', rules: [{ record: 'a:b', expr: 'sum by (rate(a[5m]))' }] };
    expect(() => dryRun([wrong])).toThrow('invalid expression for rule "wrong"."a:b"');
  });
});

/** Throws with what vmalert said. Debian's 1.79 does not know `keep_firing_for` (VictoriaMetrics issue 4529, 2023). */
function dryRun(groups: readonly RuleGroup[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'arks-vmalert-'));
  try {
    const file = join(folder, 'rules.yaml');
    writeFileSync(
      file,
      JSON.stringify({ groups }, (key, value) => (key === 'keep_firing_for' ? undefined : value)),
    );
    execFileSync(programs.vmalert, ['-dryRun', `-rule=${file}`], { stdio: 'pipe' });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('MetricsQL, over a fleet that was played for a while and what was recorded of it', () => {
  const environment = simulatedEnvironment({ rules: target });
  const rules = rulesFor(environment).flatMap((group) => group.rules.map(({ expr }) => expr));
  const panels = planOf(environment)
    .drawn.flatMap(askedBy)
    .map(({ query }) => inPrometheus(query, {}, 300));
  const end = EPOCH + MINUTES * 60;
  let victoriaMetrics: VictoriaMetricsServer;
  let prometheus: PrometheusServer;

  beforeAll(async () => {
    const played = { name: 'small', fleet: smallFleet, minutes: MINUTES, unseenMinutes: UNSEEN_MINUTES, events: [] };
    const { scrapes } = playScenario({ ...played, epochSeconds: EPOCH }, simulatedEnvironment(), STEP);
    const scraped = scrapedSeries(scrapes, EPOCH);
    victoriaMetrics = await startVictoriaMetrics(programs.victoriaMetrics);
    await victoriaMetrics.store(scraped);
    const recorded = await recordIn(victoriaMetrics, rulesFor(environment), { start: EPOCH + 360, end, step: STEP });
    prometheus = await prometheusWith([...scraped, ...recorded]);
  });

  afterAll(async () => {
    await victoriaMetrics.stop();
    await prometheus.stop();
  });

  /** Expressions whose answers differ, in their series or in a value; and how many have an answer at all. */
  async function compared(expressions: readonly string[], range: Range) {
    const differing: Difference[] = [];
    let answered = 0;
    for (const expr of expressions) {
      const [ours, theirs] = await Promise.all([
        prometheus.queryRange(expr, range),
        victoriaMetrics.queryRange(expr, range),
      ]);
      if (ours.length > 0) answered += 1;
      const what = difference(bySeries(ours), bySeries(theirs));
      if (what !== undefined) differing.push({ expr, what });
    }
    return { answered, differing };
  }

  test.each([
    ['rules', rules, 140],
    ['dashboards', panels, 130],
  ] as const)('says the same as PromQL to %s where windows begin and end at scrapes', async (_, expressions, least) => {
    const { answered, differing } = await compared(expressions, { start: end - 60, end, step: STEP });
    const known = ({ what, expr }: Difference) =>
      what === 'values' && (LONGER_THAN_PLAYED.test(expr) || (!closedWindows && isRate(expr)));
    expect(differing.filter((one) => !known(one))).toEqual([]);
    expect(answered).toBeGreaterThan(least);
  });

  /**
   * PromQL extrapolates to the window from the scrapes within it; MetricsQL counts from the last scrape before it and
   * extrapolates nothing. Over 5m and scrapes every 30s that is one scrape of ten.
   */
  test('differs elsewhere in rates only, and never in which series there are', async () => {
    const { differing } = await compared([...rules, ...panels], { start: end - 53, end, step: STEP });
    expect(differing.filter(({ what }) => what === 'series')).toEqual([]);
    expect(differing.filter(({ expr }) => !isRate(expr) && !LONGER_THAN_PLAYED.test(expr))).toEqual([]);
    expect(differing.length).toBeGreaterThan(30);
  });
});

function isRate(expression: string): boolean {
  return /\b(rate|increase|delta)\(/.test(expression);
}

type Values = readonly (readonly [number, number])[];

/** A recording rule names what it stores, so that a name which MetricsQL keeps and PromQL drops is no difference. */
function bySeries(series: readonly RangeSeries[]): ReadonlyMap<string, Values> {
  return new Map(
    series.map(({ metric: { __name__, ...labels }, values }) => [
      JSON.stringify(Object.entries(labels).sort()),
      values,
    ]),
  );
}

function difference(ours: ReadonlyMap<string, Values>, theirs: ReadonlyMap<string, Values>) {
  if (ours.size !== theirs.size) return 'series';
  for (const [series, values] of ours) {
    const others = theirs.get(series);
    if (others === undefined || others.length !== values.length) return 'series';
    if (!values.every(([, value], index) => isSame(value, others[index]?.[1] ?? Number.NaN))) return 'values';
  }
  return undefined;
}

function isSame(one: number, other: number): boolean {
  return Object.is(one, other) || Math.abs(one - other) <= RELATIVE_NOISE * Math.max(Math.abs(one), Math.abs(other));
}
