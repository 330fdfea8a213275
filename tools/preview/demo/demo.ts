import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keepPace } from '@arks-monitoring/simulator/command/pace.js';
import { groupsOf, RULES_FILE } from '@arks-monitoring/simulator/command/rules.js';
import { updating } from '@arks-monitoring/simulator/command/serve.js';
import { scrapeJobs } from '@arks-monitoring/simulator/operator/monitors.js';
import { freePort } from '@arks-monitoring/simulator/programs/free-port.js';
import { providePrometheus } from '@arks-monitoring/simulator/prometheus/provide.js';
import { startPrometheusOn } from '@arks-monitoring/simulator/prometheus/server.js';
import { serveCluster } from '@arks-monitoring/simulator/scrape/http-server.js';
import { provideAlertmanager } from '../../alertmanager/provide.js';
import { startAlertmanager } from '../../alertmanager/server.js';
import { bundled } from '../build/bundle.js';
import { activeAlerts } from './active-alerts.js';
import { controlPage } from './control-page.js';
import { alertmanagerText, demoEnvironment, RECEIVERS, RECEIVERS_SECRET } from './environment.js';
import { liveDashboards } from './live-dashboards.js';
import { notifications } from './notifications.js';
import { faultSwitches } from './offered.js';
import type { DemoOptions } from './options.js';
import { playedPast } from './past.js';
import { demoScenario, faultMinute } from './scenario.js';
import { serveDemo } from './server.js';

const SECONDS_PER_MINUTE = 60;
const now = () => Date.now() / 1_000;

/** What was started last ends first. */
type Ends = (() => Promise<void> | void)[];

/**
 * A simulated fleet in real time behind a real Prometheus with our rules, a real Alertmanager with our routes, and the dashboards,
 * until told to stop; afterwards neither a process nor a file of it is left. `opened` is told the address. Throws with what is missing.
 */
export async function demo(options: DemoOptions, stop: AbortSignal, opened: (address: string) => void): Promise<void> {
  const ends: Ends = [];
  try {
    await run(options, stop, opened, ends);
  } catch (error) {
    // An interrupt reaches the programs as well, and whoever waits for one of them is told that it has ended.
    if (!stop.aborted) throw error;
  } finally {
    for (const end of ends.toReversed()) await end();
  }
}

async function run(
  options: DemoOptions,
  stop: AbortSignal,
  opened: (address: string) => void,
  ends: Ends,
): Promise<void> {
  const programs = { prometheus: providePrometheus().prometheus, alertmanager: await provideAlertmanager() };
  const port = options.port ?? (await freePort());
  const address = `http://127.0.0.1:${port}`;
  const folder = mkdtempSync(join(tmpdir(), 'arks-demo-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  const environment = demoEnvironment(address, folder);
  const scenario = demoScenario(options);
  const groups = groupsOf(scenario, environment);
  const dataFolder = join(folder, 'data');
  const epochSeconds = Math.floor(now()) - options.minutes * SECONDS_PER_MINUTE;
  console.error(`playing the last ${options.minutes} minutes of ${scenario.title}`);
  const fleet = await playedPast({ scenario, environment, groups, epochSeconds, dataFolder });
  if (stop.aborted) return;
  // What passed while the past was stored is caught up with, unseen by anybody.
  fleet.clock.runUntil(now() - epochSeconds);

  const bundle = await bundled();
  const cluster = await serveCluster(fleet.cluster, scrapeJobs(environment));
  ends.push(cluster.close);
  writeReceivers(join(folder, RECEIVERS_SECRET), address);
  const alertmanager = await startAlertmanager(programs.alertmanager, alertmanagerText(environment));
  ends.push(alertmanager.stop);
  const prometheus = await startPrometheusOn({
    program: programs.prometheus,
    config: {
      global: { evaluation_interval: environment.rules.interval },
      rule_files: [RULES_FILE],
      alerting: { alertmanagers: [{ static_configs: [{ targets: [new URL(alertmanager.address).host] }] }] },
      scrape_configs: cluster.scrapeConfigs,
    },
    files: { [RULES_FILE]: { groups } },
    dataFolder,
  });
  ends.push(prometheus.stop);

  const told = notifications(now);
  const begun = epochSeconds + faultMinute(options) * SECONDS_PER_MINUTE;
  const switches = faultSwitches(fleet, new Map(options.faults.map((name) => [name, begun])), now);
  const live = liveDashboards({
    environment,
    bundle,
    prometheus: prometheus.address,
    seconds: options.minutes * SECONDS_PER_MINUTE,
  });
  const server = await serveDemo(
    {
      control: async () =>
        controlPage({
          address,
          dashboards: live.titles,
          faults: switches.states(),
          alerts: activeAlerts(await prometheus.api('/alerts')),
          told: told.all(),
          programs: { Prometheus: prometheus.address, Alertmanager: alertmanager.address },
        }),
      dashboard: live.page,
      fault: (name, action) => switches[action](name),
      told: told.take,
    },
    port,
  );
  ends.push(server.stop);
  opened(address);
  await keepPace({ clock: fleet.clock, speed: 1, stop, passed: updating(cluster, fleet.cluster) });
}

/** Where Alertmanager finds the addresses of its webhooks: a file for each receiver. */
function writeReceivers(folder: string, address: string): void {
  mkdirSync(folder);
  for (const name of RECEIVERS) writeFileSync(join(folder, name), `${address}/receivers/${name}`);
}
