import { groupsOf } from '@arks-monitoring/simulator/command/rules.js';
import { simulatedEnvironment } from '@arks-monitoring/simulator/environment.js';
import type { RangeSeries } from '@arks-monitoring/simulator/prometheus/answers.js';
import { providePrometheus } from '@arks-monitoring/simulator/prometheus/provide.js';
import { playScenario } from '@arks-monitoring/simulator/scenarios/scenario.js';
import type { Environment } from '../../../src/config/environment.js';
import type { RuleGroup } from '../../../src/rules/rule-group.js';
import { levelsOf } from '../../proofs/truth/levels.js';
import { recordHistory } from '../../proofs/truth/recorded-history.js';
import { alertSeries } from './alerts.js';
import { type DataSet, UNTIL_SECONDS } from './data-sets.js';

const SECONDS_PER_MINUTE = 60;

/** A running Prometheus with the history of a fleet: raw series, records and alerts. */
export interface Recorded {
  readonly environment: Environment;
  /** Of its API, as a URL. */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** Plays a data set and stores everything that a Prometheus would have stored that scraped it and evaluated our rules. */
export async function recorded({ scenario }: DataSet): Promise<Recorded> {
  const environment = simulatedEnvironment(scenario.settings);
  const epochSeconds = UNTIL_SECONDS - scenario.minutes * SECONDS_PER_MINUTE;
  const { scrapes } = playScenario({ ...scenario, epochSeconds }, environment);
  const groups = groupsOf(scenario, environment);
  const times = Array.from({ length: scrapes.steps() }, (_, step) => epochSeconds + step * scrapes.stepSeconds);
  const { address, stop } = await recordHistory({
    programs: providePrometheus(),
    scrapes,
    epochSeconds,
    levels: levelsOf(groups),
    derived: (ask) => alertsOf(groups, times, ask),
  });
  return { environment, address, stop };
}

async function alertsOf(
  groups: readonly RuleGroup[],
  times: readonly number[],
  ask: (expression: string) => Promise<readonly RangeSeries[]>,
): Promise<ReadonlyMap<string, readonly RangeSeries[]>> {
  const byName = new Map<string, RangeSeries[]>();
  for (const rule of groups.flatMap(({ rules }) => rules)) {
    if (!('alert' in rule)) continue;
    for (const series of alertSeries(rule, await ask(rule.expr), times)) {
      const name = series.metric['__name__'] ?? '';
      byName.set(name, [...(byName.get(name) ?? []), series]);
    }
  }
  return byName;
}
