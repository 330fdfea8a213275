import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Cluster } from '../cluster.js';
import { simulatedEnvironment } from '../environment.js';
import { scrapeJobs } from '../operator/monitors.js';
import { startPrometheus } from '../prometheus/server.js';
import type { ListedScenario } from '../scenarios/listed.js';
import { startScenario } from '../scenarios/scenario.js';
import { type ClusterServer, serveCluster } from '../scrape/http-server.js';
import { keepPace } from './pace.js';
import { progress } from './progress.js';
import { groupsOf, RULES_FILE, rulesText } from './rules.js';

export interface ServeProps {
  readonly scenario: ListedScenario;
  readonly speed: number;
  /** The Prometheus to start over it; none is started where it is undefined. */
  readonly prometheus: string | undefined;
  readonly stop: AbortSignal;
}

/** Somebody watches, who should not wait a minute for the next point. */
const WATCHED = { scrape: { interval: '15s' }, rules: { interval: '15s', detailInterval: '15s' } };
const SECONDS_PER_MINUTE = 60;
const MILLISECONDS = 1_000;

/** What was started last ends first. */
type Ends = (() => Promise<void> | void)[];

/**
 * Serves a scenario to a Prometheus at so many times real time, until told to stop; afterwards neither a process
 * nor a file of it is left.
 */
export async function serveScenario(props: ServeProps): Promise<void> {
  const ends: Ends = [];
  try {
    await serve(props, ends);
  } finally {
    for (const end of ends.toReversed()) await end();
  }
}

async function serve({ scenario, speed, prometheus, stop }: ServeProps, ends: Ends): Promise<void> {
  const environment = simulatedEnvironment({ ...WATCHED, ...scenario.settings });
  const epochSeconds = Math.floor(Date.now() / MILLISECONDS);
  const fleet = startScenario({ ...scenario, epochSeconds }, environment);
  fleet.clock.runUntil((scenario.unseenMinutes ?? 0) * SECONDS_PER_MINUTE);
  const server = await serveCluster(fleet.cluster, scrapeJobs(environment));
  ends.push(server.close);
  const groups = groupsOf(scenario, environment);
  const { interval } = environment.rules;
  const config = {
    global: { evaluation_interval: interval },
    rule_files: [RULES_FILE],
    scrape_configs: server.scrapeConfigs,
  };
  const folder = configFolder({ 'prometheus.yml': config, [RULES_FILE]: rulesText(groups) });
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  console.log(`${scenario.name}: ${scenario.title}`);
  console.log(`targets are served at ${server.address}, a path for each pod`);
  if (prometheus === undefined) {
    const file = join(folder, 'prometheus.yml');
    console.log('a Prometheus over them, with the rules, is started by');
    console.log(
      `  prometheus --config.file=${file} --storage.tsdb.path=${join(folder, 'data')} --web.listen-address=127.0.0.1:9090`,
    );
  } else {
    const started = await startPrometheus(prometheus, config, { [RULES_FILE]: { groups } });
    ends.push(started.stop);
    console.log(`Prometheus answers at ${started.address}`);
  }
  console.log('Ctrl-C ends it');
  const changed = updating(server, fleet.cluster);
  const shown = progress(fleet, scenario);
  ends.push(shown.end);
  const passed = (now: number) => {
    changed();
    shown.tell(now);
  };
  await keepPace({ clock: fleet.clock, speed, stop, passed });
}

/** A temporary folder with these files; what is no text is written as YAML. */
function configFolder(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'arks-simulator-'));
  for (const [name, content] of Object.entries(files)) {
    const text = typeof content === 'string' ? content : stringify(content, { aliasDuplicateObjects: false });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

/** A function that tells Prometheus of pods and Services that came or went since it was called last. */
export function updating(server: ClusterServer, cluster: Cluster): () => void {
  const there = () => [...cluster.pods(), ...cluster.services()];
  let seen: readonly unknown[] = there();
  return () => {
    const now = there();
    if (now.length === seen.length && now.every((item, index) => item === seen[index])) return;
    seen = now;
    server.update();
  };
}
