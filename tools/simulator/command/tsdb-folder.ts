import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { simulatedEnvironment } from '../environment.js';
import { createBlocks } from '../prometheus/history.js';
import type { ListedScenario } from '../scenarios/listed.js';
import { playScenario } from '../scenarios/scenario.js';
import { writeOpenMetrics } from '../scrape/open-metrics.js';
import { partOf } from '../scrape/scrape-log.js';
import { groupsOf, RULES_FILE, rulesText } from './rules.js';

const DATA_FOLDER = 'data';
const CONFIG_FILE = 'prometheus.yml';
/** Half a day of the standard fleet is most of a gigabyte of text. */
const STEPS_AT_ONCE = 720;
const SECONDS_PER_MINUTE = 60;
const MILLISECONDS = 1_000;

export interface TsdbFolderProps {
  readonly scenario: ListedScenario;
  readonly promtool: string;
  /** Unix time of the last scrape. */
  readonly untilSeconds: number;
}

/**
 * Plays a scenario and writes it to a folder as the blocks of a Prometheus that had scraped it, with a configuration and the
 * rules. Records and alerts are not in the blocks: a Prometheus evaluates rules from its start on.
 */
export async function writeTsdbFolder(folder: string, props: TsdbFolderProps): Promise<readonly string[]> {
  const { scenario, promtool, untilSeconds } = props;
  const environment = simulatedEnvironment(scenario.settings);
  const epochSeconds = untilSeconds - scenario.minutes * SECONDS_PER_MINUTE;
  const { scrapes, fleet } = playScenario({ ...scenario, epochSeconds }, environment);
  const metrics = join(folder, 'metrics.txt');
  mkdirSync(join(folder, DATA_FOLDER));
  for (let step = 0; step < scrapes.steps(); step += STEPS_AT_ONCE) {
    writeOpenMetrics(partOf(scrapes, step, step + STEPS_AT_ONCE), metrics, epochSeconds);
    await createBlocks(promtool, metrics, join(folder, DATA_FOLDER));
  }
  rmSync(metrics);
  const config = { global: { evaluation_interval: environment.rules.interval }, rule_files: [RULES_FILE] };
  writeFileSync(join(folder, CONFIG_FILE), stringify(config));
  writeFileSync(join(folder, RULES_FILE), rulesText(groupsOf(scenario, environment)));
  const [from, to] = [epochSeconds, untilSeconds].map((seconds) => new Date(seconds * MILLISECONDS).toISOString());
  return [`${scrapes.series().length} series from ${from} to ${to}, ${fleet.gateway.log.length} requests`];
}

/** The command that starts a Prometheus on what was written; its default would throw away what is older than 15 days. */
export function tsdbCommand(folder: string, prometheus: string): string {
  return [
    `${prometheus} --config.file=${join(folder, CONFIG_FILE)} --storage.tsdb.path=${join(folder, DATA_FOLDER)}`,
    '--storage.tsdb.retention.time=10y --web.listen-address=127.0.0.1:9090',
  ].join(' ');
}
