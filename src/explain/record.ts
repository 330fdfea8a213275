import type { RecordExplanation } from './explanation.js';
import type { Known } from './known.js';
import { placesOf } from './panels.js';

/** What there is to say of a recorded series. */
export function recordExplanation(record: Known['records'][number], { panels }: Known): RecordExplanation {
  const { name, title, description, unit, labels, alerts, rules, records, metrics } = record;
  return {
    kind: 'record',
    name,
    says: `${title}: ${description}`,
    unit,
    labels,
    rules: rules.map(({ labels: own = {}, expr }) => ({ labels: own, expression: expr })),
    records,
    metrics,
    alerts,
    panels: placesOf(panels.filter((panel) => panel.records.includes(name))),
  };
}
