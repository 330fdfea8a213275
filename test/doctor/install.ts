import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulatedEnvironment } from '@arks-monitoring/simulator/environment.js';
import { checks } from '../../src/doctor/checks/index.js';
import { examine } from '../../src/doctor/examine.js';
import { ruleName, rulesOf } from '../../src/doctor/expected-rules.js';
import type { Told } from '../../src/doctor/finding.js';
import type { LoadedGroup, PrometheusAnswers } from '../../src/doctor/sources/prometheus-answers.js';
import { secondsOf } from '../../src/doctor/sources/prometheus-words.js';
import { planned } from '../../src/documented/planned.js';
import { durationSeconds } from '../../src/lib/duration.js';

/** When the answers were recorded. */
export const NOW = Date.parse('2026-11-28T08:00:00Z');
/** How test/proofs/doctor/install.ts scrapes. */
const QUICK = { scrape: { interval: '5s', timeout: '5s' }, rules: { interval: '5s', detailInterval: '5s' } };
const FILE = join(import.meta.dirname, '../fixtures/doctor/healthy.json');

export const plan = planned(simulatedEnvironment(QUICK));

/** What a real Prometheus said of the healthy install of the simulator, its rules aside, which are those of the environment. */
export function healthy(): Required<PrometheusAnswers> {
  const recorded: Required<Omit<PrometheusAnswers, 'groups'>> = JSON.parse(readFileSync(FILE, 'utf8'));
  return { ...recorded, groups: loadedGroups() };
}

/** What the doctor says of these answers. */
export function toldOf(prometheus: PrometheusAnswers, settings: object = {}): readonly Told[] {
  const of = Object.keys(settings).length === 0 ? plan : planned(simulatedEnvironment({ ...QUICK, ...settings }));
  return examine(
    { plan: of, isOfEnvironment: true, now: NOW, sources: { prometheus }, unanswered: [] },
    checks.filter(({ needs }) => needs.every((one) => one === 'prometheus')),
  );
}

function loadedGroups(): readonly LoadedGroup[] {
  return rulesOf(plan).map(({ name, interval, rules }) => ({
    name,
    file: 'rules.yaml',
    intervalSeconds: durationSeconds(interval),
    tookSeconds: 0.1,
    evaluatedAt: NOW - 1_000,
    rules: rules.map((rule) => ({
      name: ruleName(rule),
      kind: 'record' in rule ? ('recording' as const) : ('alerting' as const),
      expression: rule.expr,
      health: 'ok',
      lastError: '',
      forSeconds: 'record' in rule ? 0 : Math.max(0, secondsOf(rule.for)),
    })),
  }));
}
