import type { Environment } from '../../config/environment.js';
import { type Grouping, groupingOf, type Objective } from '../../config/objectives.js';
import type { OwnEvents } from '../../config/own-events.js';
import { RUNTIMES } from '../../config/runtimes.js';
import type { Remark } from '../../lib/remark.js';
import { APPLICATION_IN_WORDS, label } from '../alert-words.js';
import { metricNamed } from './named-metrics.js';

interface Group {
  /** Labels that tell one budget from another. */
  readonly labels: readonly string[];
  /** Whose it is, in a sentence. */
  readonly words: string;
  /** Where its reader looks first. */
  readonly first: string;
}

const WHICH = 'misses the objective, then what changed there';
const GROUPS: Readonly<Record<Grouping, Group>> = {
  application: {
    labels: ['namespace', 'application'],
    words: ` of ${APPLICATION_IN_WORDS}`,
    first: 'what changed there, then the engines',
  },
  model: {
    labels: ['namespace', 'model'],
    words: ` of ${label('namespace')}/${label('model')}`,
    first: 'which application behind the model answers with errors, then what changed there',
  },
  namespace: { labels: ['namespace'], words: ` of ${label('namespace')}`, first: `which of its applications ${WHICH}` },
  none: { labels: [], words: '', first: `which application ${WHICH}` },
};

/** What tells the budgets of an objective apart. */
export function groupOf(objective: Objective): Group {
  return objective.events === undefined ? GROUPS[groupingOf(objective)] : byLabels(objective.events);
}

function byLabels({ by, bad, total }: OwnEvents): Group {
  const words = by.length === 0 ? '' : ` of ${by.map(label).join('/')}`;
  const counted = (bad ?? total).metric ?? (bad ?? total).record;
  return { labels: by, words, first: `what changed there, then what ${counted} counts` };
}

/**
 * Objectives that add up what several tenants' own exporters say: there one of them changes the ratio of all.
 * Not the gateway's: what Envoy counts no exporter of a tenant can invent.
 */
export function crossingTenants(
  objectives: readonly Objective[],
  settings: Pick<Environment, 'metrics'>,
): readonly Remark[] {
  return objectives
    .map((one, index) => ({ ...one, setting: ['slos', index] }))
    .filter((one) => !groupOf(one).labels.includes('namespace') && isOfEngines(one, settings))
    .filter(({ selector: { namespace } }) => namespace === undefined)
    .map(({ name, setting }) => ({
      message:
        `objective ${name} adds up the engines of every namespace: one of them with large counts can hide the failures of ` +
        'others, or fake them',
      setting,
    }));
}

function isOfEngines({ indicator, events }: Objective, { metrics }: Pick<Environment, 'metrics'>): boolean {
  if (events === undefined) return indicator !== 'gatewayAvailability';
  const shown = events.total.metric === undefined ? [] : (metricNamed(events.total.metric, metrics)?.shown ?? []);
  return shown.some(({ component }) => RUNTIMES.some((runtime) => runtime === component));
}
