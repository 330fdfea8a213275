import { RUNTIMES } from '../config/runtimes.js';
import { OF_TENANTS, surfaceFacts } from '../config/surfaces.js';
import { once } from '../lib/once.js';
import { catalogue } from '../metrics/catalogue.js';
import { text } from '../promql/build.js';
import {
  carriesExtraLabels,
  type ExtraLabels,
  withExtraLabels,
  withExtraLabelsInside,
} from '../promql/extra-labels.js';
import { metricOf } from '../promql/names.js';
import type { Selector } from '../promql/tree.js';
import { subjects } from '../signals/records.js';
import { undivided } from '../signals/undivided.js';
import { ruleView } from '../signals/vocabulary/view.js';
import { recordLabels } from './record-labels.js';
import type { ScrapeSettings } from './settings.js';

/** How expressions are read where records keep labels that were asked for. */
export interface AsGrouped {
  /** Of a rule, or of a panel as it is: what is about applications or replicas has the labels. */
  readonly whole: (expression: string) => string;
  /** Of a rule that records: some records are as they are without the labels. */
  readonly recorded: (record: string, expression: string) => string;
  /** Of a panel that adds up what it shows: that is grouped as the panel says, and what it is made of matches. */
  readonly inside: (expression: string) => string;
  /** The labels that the series of a panel have beside its own; none where they have none. */
  readonly labelsOf: (expression: string) => readonly string[];
}

const AS_IT_IS: AsGrouped = {
  whole: (expression) => expression,
  recorded: (_, expression) => expression,
  inside: (expression) => expression,
  labelsOf: () => [],
};
/** What answers in pods of tenants. */
const OF_REPLICAS: ReadonlySet<string> = new Set<string>([
  ...RUNTIMES,
  ...OF_TENANTS.flatMap((name) => surfaceFacts[name].exporters),
]);
/** What Prometheus writes of each target, those of the platform included. */
const OF_TARGETS = /^(?:up|scrape_\w+)$/;
/** Records of objectives; of one that is nobody's in particular they have no such label, and nothing is lost. */
const OF_OBJECTIVES = /^(?:slo|application):arks_(?:slo|bad|total|error|burn|error_budget)\w*:/;
const UNDIVIDED: ReadonlySet<string> = new Set(undivided.map(({ record }) => record));
const PROMISE = 'slo:arks_objective:ratio';

/** Reads and writes records with the labels that `scrape.endpoints` wants in them. */
export function asGrouped(settings: Pick<ScrapeSettings, 'scrape'>): AsGrouped {
  const labels = recordLabels(settings).map(({ name }) => name);
  if (labels.length === 0) return AS_IT_IS;
  const extra: ExtraLabels = { labels, carries: isOfReplicas };
  const whole = (expression: string) => withExtraLabels(expression, extra);
  return {
    whole,
    recorded: (record, expression) => (UNDIVIDED.has(record) ? expression : whole(expression)),
    inside: (expression) => withExtraLabelsInside(expression, extra),
    labelsOf: (expression) => (carriesExtraLabels(expression, extra) ? labels : []),
  };
}

/** Whether series of a selector may be of replicas or of what is recorded of them. */
function isOfReplicas(selector: Selector): boolean {
  const { name } = selector;
  return isShownByReplicas(selector) || recordsOfReplicas().has(name) || (OF_OBJECTIVES.test(name) && name !== PROMISE);
}

function isShownByReplicas({ name }: Selector): boolean {
  if (OF_TARGETS.test(name)) return true;
  const metric = metricOf(name);
  return metric !== undefined && catalogue.some((one) => one.name === metric && OF_REPLICAS.has(one.component));
}

/** The records that are about applications or replicas, by what their rules read. */
const recordsOfReplicas = once((): ReadonlySet<string> => {
  const view = ruleView('cluster');
  const rules = subjects
    .flatMap(({ recorded }) => recorded.flatMap((one) => one.rules))
    .map(({ record, expression }) => ({ record, expression: text(expression(view)) }));
  const found = new Set<string>();
  const carries = (selector: Selector) => isShownByReplicas(selector) || found.has(selector.name);
  // A record may be made of others, whichever is written first.
  for (let before = -1; before < found.size; ) {
    before = found.size;
    for (const { record, expression } of rules) {
      if (!found.has(record) && !UNDIVIDED.has(record) && carriesExtraLabels(expression, { labels: [], carries }))
        found.add(record);
    }
  }
  return found;
});
