import { type Grouping, groupingOf, type Objective } from '../../config/objectives.js';
import type { Remark } from '../../lib/remark.js';
import { APPLICATION_IN_WORDS, label } from '../alert-words.js';

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
  return GROUPS[groupingOf(objective)];
}

/**
 * Objectives that add up what several tenants' own exporters say: there one of them changes the ratio of all.
 * Not the gateway's: what Envoy counts no exporter of a tenant can invent.
 */
export function crossingTenants(objectives: readonly Objective[]): readonly Remark[] {
  return objectives
    .map((one, index) => ({ ...one, setting: ['slos', index] }))
    .filter((one) => groupingOf(one) === 'none' && one.indicator !== 'gatewayAvailability')
    .filter(({ selector: { namespace } }) => namespace === undefined)
    .map(({ name, setting }) => ({
      message:
        `objective ${name} adds up the engines of every namespace: one of them with large counts can hide the failures of ` +
        'others, or fake them',
      setting,
    }));
}
