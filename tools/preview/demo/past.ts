import type { Fleet } from '@arks-monitoring/simulator/fleet/fleet.js';
import { providePrometheus } from '@arks-monitoring/simulator/prometheus/provide.js';
import type { ListedScenario } from '@arks-monitoring/simulator/scenarios/listed.js';
import { playScenario } from '@arks-monitoring/simulator/scenarios/scenario.js';
import type { Environment } from '../../../src/config/environment.js';
import { durationSeconds } from '../../../src/lib/duration.js';
import type { RuleGroup } from '../../../src/rules/rule-group.js';
import { levelsOf } from '../../proofs/truth/levels.js';
import { recordHistory } from '../../proofs/truth/recorded-history.js';
import { alertsOf } from '../data/recorded.js';

export interface PastProps {
  readonly scenario: ListedScenario;
  readonly environment: Environment;
  readonly groups: readonly RuleGroup[];
  /** When it begins, in Unix seconds. */
  readonly epochSeconds: number;
  /** Where its blocks go. */
  readonly dataFolder: string;
}

/** Plays the past of a fleet and stores what a Prometheus would have stored of it. Returns the fleet as it is at its end, to be gone on with. */
export async function playedPast({
  scenario,
  environment,
  groups,
  epochSeconds,
  dataFolder,
}: PastProps): Promise<Fleet> {
  const step = durationSeconds(environment.scrape.interval);
  const { scrapes, fleet } = playScenario({ ...scenario, epochSeconds }, environment, step);
  const times = Array.from({ length: scrapes.steps() }, (_, index) => epochSeconds + index * step);
  const { stop } = await recordHistory({
    programs: providePrometheus(),
    scrapes,
    epochSeconds,
    levels: levelsOf(groups),
    derived: (ask) => alertsOf(groups, times, ask),
    dataFolder,
  });
  await stop();
  return fleet;
}
