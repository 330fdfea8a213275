import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { simulatedEnvironment } from '@arks-monitoring/simulator/environment.js';
import type { FleetSpec } from '@arks-monitoring/simulator/fleet/spec.js';
import { scrapeJobs } from '@arks-monitoring/simulator/operator/monitors.js';
import { ruleGroups } from '@arks-monitoring/simulator/operator/rule-groups.js';
import { type PrometheusServer, startPrometheusOn } from '@arks-monitoring/simulator/prometheus/server.js';
import { startScenario } from '@arks-monitoring/simulator/scenarios/scenario.js';
import { standardFleet } from '@arks-monitoring/simulator/scenarios/standard.js';
import { serveCluster } from '@arks-monitoring/simulator/scrape/http-server.js';
import type { Environment } from '../../../src/config/environment.js';
import { planned } from '../../../src/documented/planned.js';
import { checks } from '../../../src/doctor/checks/index.js';
import { examine } from '../../../src/doctor/examine.js';
import type { Examination } from '../../../src/doctor/examination.js';
import type { Told } from '../../../src/doctor/finding.js';
import { askPrometheus, poolsAt, reachPrometheus } from '../../../src/doctor/sources/prometheus.js';
import type { RuleGroup } from '../../../src/rules/rule-group.js';

/** A job as Prometheus is configured with it. */
export type Job = Readonly<Record<string, unknown>> & { readonly job_name: string };

/** What a target answers instead of its page. */
export type Answering = (page: string, response: ServerResponse, request: IncomingMessage) => void;

/** An install, and what is wrong with it. */
export interface Install {
  readonly fleet?: FleetSpec;
  /** Of the environment. */
  readonly settings?: object;
  /** What became of the jobs on their way into Prometheus. */
  readonly jobs?: (jobs: readonly Job[]) => readonly Job[];
  /** The jobs, by a part of their names, whose targets answer otherwise. */
  readonly answering?: Readonly<Record<string, Answering>>;
  readonly rules?: (groups: readonly RuleGroup[]) => readonly unknown[];
  readonly retention?: string;
}

/** What was looked at, and what was told. */
export interface Looked {
  readonly told: readonly Told[];
  readonly examination: Examination;
}

const SECOND = { scrape: { interval: '1s', timeout: '1s' }, rules: { interval: '1s', detailInterval: '1s' } };
const WARM_SECONDS = 1_800;

/** Plays an install, looks at it as the doctor does, and hands the Prometheus to whoever wants to ask more. */
export async function examined(
  program: string,
  { fleet: spec = standardFleet, settings = {}, jobs = (all) => all, answering = {}, rules = (all) => all, retention }: Install,
  further: (prometheus: PrometheusServer, looked: Looked, environment: Environment) => Promise<void> = async () => {},
): Promise<Looked> {
  const environment = simulatedEnvironment({ ...SECOND, ...settings });
  const fleet = startScenario({ name: 'install', fleet: spec, minutes: 60, events: [] }, environment);
  fleet.clock.runUntil(WARM_SECONDS);
  const cluster = await serveCluster(fleet.cluster, scrapeJobs(environment));
  const ends: (() => Promise<void>)[] = [cluster.close];
  try {
    const made = jobs(cluster.scrapeConfigs.filter(isJob));
    const configs: Job[] = [];
    for (const job of made) {
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
      config: { global: { evaluation_interval: '1s' }, rule_files: ['rules.json'], scrape_configs: configs },
      files: { 'rules.json': { groups: rules(ruleGroups(environment)) } },
      ...(retention === undefined ? {} : { retention }),
    });
    ends.push(prometheus.stop);
    await settled(prometheus, configs.length > 0);
    const looked = await looking(prometheus.address, environment);
    await further(prometheus, looked, environment);
    return looked;
  } finally {
    for (const end of ends.toReversed()) await end();
  }
}

async function looking(address: string, environment: Environment): Promise<Looked> {
  const client = await reachPrometheus({ prometheus: address, environments: 'environments' });
  const plan = planned(environment);
  const { answers, unanswered } = await askPrometheus(client, { address, pools: await poolsAt(client), plan });
  const sources = { prometheus: answers };
  const examination = { plan, isOfEnvironment: true, now: Date.now(), sources, unanswered };
  return { examination, told: examine(examination, checks) };
}

/** Until every target was scraped a few times, and every rule evaluated. */
async function settled(prometheus: PrometheusServer, hasTargets: boolean): Promise<void> {
  await prometheus.until('scraping and evaluating', 30, async () => {
    const groups = await prometheus.query('prometheus_rule_group_iterations_total < 3');
    const few = hasTargets ? await prometheus.query('count_over_time(up[1m]) < 4') : [];
    const some = hasTargets ? await prometheus.query('up') : [{}];
    return groups.length === 0 && few.length === 0 && some.length > 0;
  });
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
