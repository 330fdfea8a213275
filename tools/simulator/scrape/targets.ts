import type { Cluster, SimulatedPod } from '../cluster.js';
import { type DiscoveredTarget, endpointTargets, podTargets } from '../operator/discovery.js';
import type { ScrapeJob } from '../operator/monitors.js';
import { type Labels, relabeling } from '../operator/relabel.js';
import type { ScrapeConfig } from '../operator/scrape-config.js';
import type { LabelSettings } from './exposed-labels.js';
import { addressed, placeOf } from './places.js';

/** What every target of a job has in common. A limit of 0 is none. */
export interface JobSettings extends LabelSettings {
  readonly sampleLimit: number;
  readonly labelLimit: number;
}

/** What Prometheus scrapes for one job, and the pod behind it. */
export interface Target {
  /** The same for as long as job, address and labels are. */
  readonly key: string;
  readonly job: JobSettings;
  readonly labels: Labels;
  readonly pod: SimulatedPod;
}

type Discovered = DiscoveredTarget<SimulatedPod>;

/**
 * The targets of a cluster whenever asked. Looks again only where pods, Services or phases are others than before; labels and
 * ports of one object must not change.
 */
export function targetFinder(cluster: Cluster, jobs: readonly ScrapeJob[]): () => readonly Target[] {
  const finders = jobs.map((job) => ({ role: job.role, find: jobTargets(job.config) }));
  let seen: readonly unknown[] = [];
  let targets: readonly Target[] = [];
  return () => {
    const pods = addressed(cluster.pods());
    const services = cluster.services();
    const now = [...pods, ...pods.map(({ phase }) => phase), ...services];
    if (!alike(now, seen)) {
      const discovered = {
        endpoints: endpointTargets(services, pods, placeOf),
        pod: podTargets(pods, placeOf),
      };
      targets = finders.flatMap(({ role, find }) => find(discovered[role]));
      seen = now;
    }
    return targets;
  };
}

/** Targets of one job; those that end up with the same labels are one. Labels are made once for what discovery says. */
function jobTargets(config: ScrapeConfig): (discovered: readonly Discovered[]) => readonly Target[] {
  const relabel = relabeling(config.relabel_configs);
  const job: JobSettings = {
    honorLabels: config.honor_labels,
    metricRelabeling: relabeling(config.metric_relabel_configs),
    sampleLimit: config.sample_limit ?? 0,
    labelLimit: config.label_limit ?? 0,
  };
  const made = new Map<string, Omit<Target, 'pod'> | undefined>();
  const madeOf = ({ address, labels }: Discovered): Omit<Target, 'pod'> | undefined => {
    const relabeled = relabel({ ...given(config), ...labels, __address__: address });
    return relabeled === undefined ? undefined : { job, ...identityOf(config.job_name, relabeled) };
  };
  return (discovered) => {
    const targets = new Map<string, Target>();
    for (const found of discovered) {
      const said = JSON.stringify([found.address, found.labels]);
      if (!made.has(said)) made.set(said, madeOf(found));
      const target = made.get(said);
      if (target !== undefined) targets.set(target.key, { ...target, pod: found.pod });
    }
    return [...targets.values()];
  };
}

/** Labels that Prometheus gives a target before relabeling. */
function given(config: ScrapeConfig): Labels {
  return {
    job: config.job_name,
    __scheme__: String(config['scheme'] ?? 'http'),
    __metrics_path__: String(config['metrics_path'] ?? '/metrics'),
  };
}

/** What is stored of a target's labels, and what tells it from others. Throws where versions of Prometheus add different ports. */
function identityOf(jobName: string, relabeled: Labels): Pick<Target, 'key' | 'labels'> {
  const { __address__: address = '' } = relabeled;
  if (!/:\d+$/.test(address)) throw new Error(`an address of ${jobName} must have a port, got "${address}"`);
  const sorted = Object.entries(relabeled).sort(([a], [b]) => (a < b ? -1 : 1));
  const told = sorted.filter(([name]) => !name.startsWith('__meta_'));
  const stored = told.filter(([name]) => !name.startsWith('__'));
  return { key: JSON.stringify([jobName, told]), labels: { instance: address, ...Object.fromEntries(stored) } };
}

function alike(left: readonly unknown[], right: readonly unknown[]): boolean {
  return left.length === right.length && left.every((item, index) => item === right[index]);
}
