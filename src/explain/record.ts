import type { DocumentedRecord } from '../documented/records.js';
import { recordRules } from '../documented/series.js';
import type { RecordExplanation } from './explanation.js';
import type { Known } from './known.js';
import { placesOf } from './panels.js';
import { together } from './sources.js';

/** What there is to say of a recorded series. */
export function recordExplanation(record: DocumentedRecord, { plan, sources, panels }: Known): RecordExplanation {
  const { name, title, description, unit, labels, alerts } = record;
  const rules = recordRules(plan).filter((rule) => rule.record === name);
  return {
    kind: 'record',
    name,
    says: `${title}: ${description}`,
    unit,
    labels,
    rules: rules.map(({ labels: own = {}, expr }) => ({ labels: own, expression: expr })),
    ...together(rules.map(({ expr }) => sources(expr))),
    alerts,
    panels: placesOf(panels.filter(({ records }) => records.includes(name))),
  };
}
