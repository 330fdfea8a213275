import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { simulatedEnvironment } from '../environment.js';
import { firings } from '../firings.js';
import type { ListedScenario } from '../scenarios/listed.js';
import { playScenario } from '../scenarios/scenario.js';
import { inputSeries } from '../scrape/promtool-series.js';
import { seriesText } from '../scrape/series.js';
import { groupsOf, RULES_FILE, rulesText } from './rules.js';

const TEST_FILE = 'test.yml';
const STEP = '1m';

export interface PromtoolFolderProps {
  readonly scenario: ListedScenario;
  readonly promtool: string;
}

/**
 * Plays a scenario and writes it to a folder as a test for promtool, with the rules. The test expects at the scenario's
 * end what fires then, so it says what the scenario raises, and fails where a change to a rule changes that.
 * Returns what a person does next.
 */
export async function writePromtoolFolder(
  folder: string,
  { scenario, promtool }: PromtoolFolderProps,
): Promise<readonly string[]> {
  const environment = simulatedEnvironment(scenario.settings);
  const { scrapes, fleet } = playScenario(scenario, environment);
  const groups = groupsOf(scenario, environment);
  const series = inputSeries(scrapes);
  const { minutes } = scenario;
  const found = await firings(promtool, { groups, series, minutes });
  const atEnd = found.filter(({ lastMinute }) => lastMinute === minutes);
  const test = {
    rule_files: [RULES_FILE],
    evaluation_interval: STEP,
    group_eval_order: groups.map(({ name }) => name),
    tests: [
      {
        name: scenario.title,
        interval: STEP,
        promql_expr_test: [
          {
            expr: 'ALERTS{alertstate="firing"}',
            eval_time: `${minutes}m`,
            exp_samples: atEnd.map(({ alert, labels }) => ({
              labels: seriesText({ ...labels, __name__: 'ALERTS', alertname: alert, alertstate: 'firing' }),
              value: 1,
            })),
          },
        ],
        input_series: series,
      },
    ],
  };
  writeFileSync(join(folder, RULES_FILE), rulesText(groups));
  // JSON is YAML, too, and much quicker to write.
  writeFileSync(join(folder, TEST_FILE), `${JSON.stringify(test, null, 1)}\n`);
  return [
    `${series.length} series over ${minutes} minutes, ${fleet.gateway.log.length} requests`,
    ...found.map(({ alert, labels, firstMinute, lastMinute }) => {
      const text = seriesText({ ...labels, __name__: alert });
      return `${text} fires from minute ${firstMinute} to ${lastMinute}`;
    }),
  ];
}

/** The command that runs what was written. */
export function promtoolCommand(folder: string, promtool: string): string {
  return `${promtool} test rules ${join(folder, TEST_FILE)}`;
}
