import { groupsOf } from '@arks-monitoring/simulator/command/rules.js';
import { simulatedEnvironment } from '@arks-monitoring/simulator/environment.js';
import type { RangeSeries } from '@arks-monitoring/simulator/prometheus/answers.js';
import { providePrometheus } from '@arks-monitoring/simulator/prometheus/provide.js';
import { startPrometheusOn } from '@arks-monitoring/simulator/prometheus/server.js';
import { playScenario } from '@arks-monitoring/simulator/scenarios/scenario.js';
import type { Environment } from '../../../src/config/environment.js';
import type { RuleGroup } from '../../../src/rules/rule-group.js';
import { levelsOf } from '../../proofs/truth/levels.js';
import { type RecordedHistory, recordHistory } from '../../proofs/truth/recorded-history.js';
import { alertSeries } from './alerts.js';
import { type DataSet, UNTIL_SECONDS } from './data-sets.js';
import { keptHistory } from './kept-history.js';

const SECONDS_PER_MINUTE = 60;

/** A running Prometheus with the history of a fleet: raw series, records and alerts. */
export interface Recorded {
  readonly environment: Environment;
  /** Of its API, as a URL. */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/**
 * A data set as a Prometheus would have stored it that scraped it and evaluated our rules: from `folder` where it was played
 * before by the same rules and the same simulator, and played, and kept there, otherwise.
 */
export async function recorded(set: DataSet, folder: string): Promise<Recorded> {
  const environment = simulatedEnvironment(set.scenario.settings);
  const groups = groupsOf(set.scenario, environment);
  const history = keptHistory(folder, set, environment, groups);
  if (history.isComplete) {
    const { prometheus: program } = providePrometheus();
    const { address, stop } = await startPrometheusOn({ program, config: {}, dataFolder: history.dataFolder });
    return { environment, address, stop };
  }
  console.error(`${set.name}: playing ${set.scenario.minutes} minutes`);
  const { address, stop } = await played(set, environment, groups, history.dataFolder);
  history.complete();
  return { environment, address, stop };
}

function played(
  { scenario }: DataSet,
  environment: Environment,
  groups: readonly RuleGroup[],
  dataFolder: string,
): Promise<RecordedHistory> {
  const epochSeconds = UNTIL_SECONDS - scenario.minutes * SECONDS_PER_MINUTE;
  const { scrapes } = playScenario({ ...scenario, epochSeconds }, environment);
  const times = Array.from({ length: scrapes.steps() }, (_, step) => epochSeconds + step * scrapes.stepSeconds);
  return recordHistory({
    programs: providePrometheus(),
    scrapes,
    epochSeconds,
    levels: levelsOf(groups),
    derived: (ask) => alertsOf(groups, times, ask),
    dataFolder,
  });
}

/** ALERTS and ALERTS_FOR_STATE of all alerts of these groups, evaluated at these times; by name. */
export async function alertsOf(
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
