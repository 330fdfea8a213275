import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { simulatedEnvironment } from '@arks-monitoring/simulator/environment.js';
import type { FleetSpec } from '@arks-monitoring/simulator/fleet/spec.js';
import { scrapeJobs } from '@arks-monitoring/simulator/operator/monitors.js';
import { ruleGroups } from '@arks-monitoring/simulator/operator/rule-groups.js';
import { type PrometheusServer, startPrometheusOn } from '@arks-monitoring/simulator/prometheus/server.js';
import { startScenario } from '@arks-monitoring/simulator/scenarios/scenario.js';
import { type ClusterServer, serveCluster } from '@arks-monitoring/simulator/scrape/http-server.js';
import { z } from 'zod';
import type { Environment } from '../../../src/config/environment.js';
import { checks } from '../../../src/doctor/checks/index.js';
import type { Examination } from '../../../src/doctor/examination.js';
import { examine } from '../../../src/doctor/examine.js';
import type { Told } from '../../../src/doctor/finding.js';
import { askPrometheus, poolsAt, reachPrometheus } from '../../../src/doctor/sources/prometheus.js';
import { groupsOf } from '../../../src/doctor/sources/prometheus-shapes.js';
import { planned } from '../../../src/documented/planned.js';
import { memoize } from '../../../src/lib/memoize.js';
import type { RuleGroup } from '../../../src/rules/rule-group.js';

/** A job as Prometheus is configured with it. */
export type Job = Readonly<Record<string, unknown>> & { readonly job_name: string };

/** What a target answers instead of its page. */
export type Answering = (page: string, response: ServerResponse, request: IncomingMessage) => void;

/** An install, and what is wrong with it. */
export interface Install {
  /** Of the environment that the doctor is told, where that is not the one that was applied. */
  readonly told?: object;
  /** What became of the jobs on their way into Prometheus. */
  readonly jobs?: (jobs: readonly Job[]) => readonly Job[];
  /** The jobs, by a part of their names, whose targets answer otherwise. */
  readonly answering?: Readonly<Record<string, Answering>>;
  readonly rules?: (groups: readonly RuleGroup[]) => readonly RuleGroup[];
  readonly retention?: string;
  /** What Prometheus sets for all scrapes, such as that histograms are converted. */
  readonly global?: Readonly<Record<string, unknown>>;
  /** Whether rules are evaluated, as often as targets are scraped: only where a case is about them. */
  readonly evaluated?: boolean;
}

/** What was looked at, and what was told. */
export interface Looked {
  readonly told: readonly Told[];
  readonly examination: Examination;
}

/** A busy machine answers within five seconds, too. */
const OFTEN = '5s';
const OFTEN_SECONDS = 5;
export const QUICK = { scrape: { interval: OFTEN, timeout: OFTEN }, rules: { interval: OFTEN, detailInterval: OFTEN } };
/** Rules that no case is about wait longer than it lasts. */
const NOT_EVALUATED = '1h';
/** A rate has two scrapes then, and what reads a record that reads a record has it. */
const ROUNDS = 4;
const WARM_SECONDS = 1_800;

/** A fleet that answers over http, and the environment that watches it. */
export interface ServedFleet {
  readonly environment: Environment;
  readonly server: ClusterServer;
}

const environmentOf = memoize((settings: object) => {
  const environment = simulatedEnvironment({ ...QUICK, ...settings });
  planned(environment);
  return environment;
});

/** Plans what the doctor is told in these installs beforehand: while it plans nobody serves the pages of those played meanwhile. */
export function planAhead(installs: readonly Install[]): void {
  for (const { told } of installs) if (told !== undefined) environmentOf(told);
}

/** Serves a fleet that has worked for half an hour, and stands still. */
export async function servedFleet(spec: FleetSpec, settings: object = {}): Promise<ServedFleet> {
  const environment = environmentOf(settings);
  const fleet = startScenario({ name: 'install', fleet: spec, minutes: 60, events: [] }, environment);
  fleet.clock.runUntil(WARM_SECONDS);
  return { environment, server: await serveCluster(fleet.cluster, scrapeJobs(environment)) };
}

/** Plays an install over a fleet, looks at it as the doctor does, and hands the Prometheus to whoever wants to ask more. */
export async function examined(
  program: string,
  { environment, server: cluster }: ServedFleet,
  {
    told,
    jobs = (all) => all,
    answering = {},
    rules = (all) => all,
    retention,
    global = {},
    evaluated = false,
  }: Install = {},
  further: (prometheus: PrometheusServer, looked: Looked) => Promise<void> = async () => {},
): Promise<Looked> {
  const ends: (() => Promise<void>)[] = [];
  try {
    const configs: Job[] = [];
    for (const job of jobs(cluster.scrapeConfigs.filter(isJob))) {
      const answer = Object.entries(answering).find(([name]) => job.job_name.includes(name))?.[1];
      if (answer === undefined) {
        configs.push(job);
        continue;
      }
      const server = await answeringServer(cluster.address, answer);
      ends.push(server.close);
      configs.push(through(job, server.address));
    }
    const prometheus = await startPrometheusOn({
      program,
      config: { global: { evaluation_interval: '1s', ...global }, rule_files: ['rules.json'], scrape_configs: configs },
      files: {
        'rules.json': {
          groups: rules(ruleGroups(environment)).map((group) => ({
            ...group,
            // Groups that look back over days are evaluated seldom, which nobody here waits for.
            interval: evaluated ? OFTEN : NOT_EVALUATED,
          })),
        },
      },
      ...(retention === undefined ? {} : { retention }),
    });
    ends.push(prometheus.stop);
    await settled(prometheus, configs, evaluated);
    const looked = await looking(prometheus.address, told === undefined ? environment : environmentOf(told));
    await further(prometheus, looked);
    return looked;
  } finally {
    for (const end of ends.toReversed()) await end();
  }
}

async function looking(address: string, environment: Environment): Promise<Looked> {
  const client = await reachPrometheus({ prometheus: address, environments: 'environments' });
  const plan = planned(environment);
  const { answers, unanswered } = await askPrometheus(client, { address, pools: await poolsAt(client), plan });
  const now = Date.now();
  // How long a busy machine takes is nobody's to foretell.
  const groups = (answers.groups ?? []).map((group) => ({
    ...group,
    tookSeconds: 0,
    evaluatedAt: Number.isNaN(group.evaluatedAt) ? group.evaluatedAt : now,
  }));
  const sources = { prometheus: { ...answers, groups } };
  const examination = { plan, isOfEnvironment: true, now, sources, unanswered };
  return { examination, told: examine(examination, checks) };
}

/** Until every job has found what it finds, every target was scraped, and every group evaluated after that. */
async function settled(prometheus: PrometheusServer, configs: readonly Job[], evaluated: boolean): Promise<void> {
  const finding = configs.filter(({ file_sd_configs: files }) => Array.isArray(files) && files.length > 0);
  await prometheus.until('scraping', 60, async () => {
    const { activeTargets, droppedTargets } = found.parse(await prometheus.api('/targets'));
    const jobs = [...activeTargets.map(({ scrapePool }) => scrapePool), ...droppedTargets.map(jobOf)];
    return (
      finding.every(({ job_name }) => jobs.includes(job_name)) &&
      activeTargets.every(({ health }) => health !== 'unknown')
    );
  });
  if (!evaluated) return;
  await sleep(ROUNDS * OFTEN_SECONDS * 1000);
  const from = Date.now();
  await prometheus.until('evaluating', 60, async () => {
    const groups = groupsOf(await prometheus.api('/rules?exclude_alerts=true')) ?? [];
    return groups.every(({ evaluatedAt }) => evaluatedAt > from);
  });
}

const found = z.object({
  activeTargets: z.array(z.object({ scrapePool: z.string(), health: z.string() })),
  droppedTargets: z.array(z.object({ discoveredLabels: z.record(z.string(), z.string()) })),
});

function jobOf({ discoveredLabels }: z.output<typeof found>['droppedTargets'][number]): string {
  return discoveredLabels['job'] ?? '';
}

function isJob(config: object): config is Job {
  return 'job_name' in config && typeof config.job_name === 'string';
}

/** The same targets, asked elsewhere. */
function through(job: Job, address: string): Job {
  const relabeling = Array.isArray(job['relabel_configs']) ? job['relabel_configs'] : [];
  return {
    ...job,
    relabel_configs: [...relabeling, { target_label: '__address__', replacement: address.replace('http://', '') }],
  };
}

async function answeringServer(cluster: string, answer: Answering) {
  const server = createServer(async (request, response) => {
    const page = await fetch(`${cluster}${request.url}`).then(
      (found) => found.text(),
      () => '',
    );
    answer(page, response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('a server must have a port');
  return {
    address: `http://127.0.0.1:${bound.port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
