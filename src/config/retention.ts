import { z } from 'zod';
import { durationSeconds, durationUpTo } from '../lib/duration.js';
import { enforced } from './enforced.js';
import { enforcedNamespaceLabel } from './enforcement.js';
import type { RuleTarget } from './rules.js';

/** The time over which an objective holds, from short to long. */
export const WINDOWS = ['7d', '28d', '30d'] as const;
/** Ten years: stores of objects keep more than a Prometheus does. */
const MAX_DAYS = 3_650;
/** What kube-prometheus-stack sets; Prometheus itself keeps 15d. */
const OF_KUBE_PROMETHEUS_STACK = '10d';

export const retention = durationUpTo(MAX_DAYS);

/** What Prometheus is like that scrapes this cluster. */
export const prometheus = z
  .strictObject({
    retention: retention
      .default(OF_KUBE_PROMETHEUS_STACK)
      .describe(
        'How long Prometheus keeps samples (spec.retention); objectives must not look back further. kube-prometheus-stack ' +
          'keeps 10d, Prometheus itself 15d, the user workload monitoring of OpenShift 24h. For any other rules.target set ' +
          'rules.retention.',
      ),
    enforced,
    enforcedNamespaceLabel,
  })
  .prefault({})
  .describe('The Prometheus that scrapes, and that evaluates the rules unless rules.target names another.');

/**
 * What other rulers read keeps samples so long unless it is configured: Mimir and Thanos for ever, VictoriaMetrics a month, Google
 * Cloud 24 months, Azure Monitor 18, and a workspace of Amazon 150 days.
 */
const OF_STORES: Readonly<Record<Exclude<RuleTarget, 'prometheus'>, string | undefined>> = {
  mimir: undefined,
  thanos: undefined,
  victoriametrics: '31d',
  gke: '720d',
  azure: '540d',
  aws: '150d',
};

/** As far as a check reads the settings; objectives may be wrong elsewhere. */
const read = z.object({
  prometheus: z.object({ retention }),
  rules: z.object({ target: z.string(), retention: retention.optional() }),
});
const saidTwice = z.object({ rules: z.object({ target: z.literal('prometheus'), retention: z.string() }) });
const objectives = z.object({ slos: z.array(z.unknown()) });
const objective = z.object({ window: z.enum(WINDOWS) });

type Settings = z.output<typeof read>;

/** How long the store that rules read keeps samples, and the setting that says so. */
interface Store {
  readonly setting: readonly ['prometheus' | 'rules', 'retention'];
  /** None where it keeps them for ever. */
  readonly retention: string | undefined;
}

/** Reports objectives that look back further than the store behind their rules: an outage would leave their budget too early. */
export function checkRetention(settings: unknown, context: z.RefinementCtx): void {
  const issue = (path: PropertyKey[], message: string) => context.addIssue({ code: 'custom', path, message });
  if (saidTwice.safeParse(settings).success) {
    issue(['rules', 'retention'], 'must not be set where rules.target is prometheus; prometheus.retention says it');
  }
  const { data } = read.safeParse(settings);
  if (data === undefined) return;
  const { setting, retention: kept } = storeOf(data);
  if (kept === undefined) return;
  const holding = WINDOWS.filter((window) => durationSeconds(window) <= durationSeconds(kept));
  const name = setting.join('.');
  for (const { window, path } of windowsOf(settings)) {
    if (holding.includes(window)) continue;
    const allowed = holding.length === 0 ? `the shortest is ${WINDOWS[0]}` : `allowed are ${holding.join(', ')}`;
    issue(
      path,
      `must not be longer than samples are kept, ${kept} by ${name}; ${allowed}, or set ${name} to what is kept`,
    );
  }
  if (!hasObjectives(settings) && holding.length === 0) {
    issue(
      [...setting],
      `must be at least ${WINDOWS[0]}, which the default objectives look back; write slos: [] to have none`,
    );
  }
}

function storeOf({ prometheus, rules }: Settings): Store {
  if (rules.target === 'prometheus') return { setting: ['prometheus', 'retention'], retention: prometheus.retention };
  const byDefault = Object.entries(OF_STORES).find(([target]) => target === rules.target)?.[1];
  return { setting: ['rules', 'retention'], retention: rules.retention ?? byDefault };
}

function hasObjectives(settings: unknown): boolean {
  return objectives.safeParse(settings).success;
}

function windowsOf(settings: unknown) {
  return (objectives.safeParse(settings).data?.slos ?? []).flatMap((one, index) => {
    const { data } = objective.safeParse(one);
    return data === undefined ? [] : [{ window: data.window, path: ['slos', index, 'window'] }];
  });
}
