import { placesOf } from '../scraping/places.js';
import { textAt } from '../scraping/platform-series.js';
import { runtimesRead } from '../signals/runtimes/index.js';
import type { OwnRecord } from '../signals/vocabulary/own-record.js';
import { ruleView } from '../signals/vocabulary/view.js';
import type { RuleCheckName } from './extra/check-names.js';
import { type OwnAlert, ownAlertRule } from './own-alert.js';
import type { RuleGroup } from './rule-group.js';
import type { RuleSettings } from './settings.js';

/** Rules of somebody else beside ours. */
export interface OwnRules {
  /** Of their object and, with what they are, of their groups: a DNS label that does not begin with `arks-`. */
  readonly name: string;
  readonly records?: readonly OwnRecord[];
  readonly alerts?: readonly OwnAlert[];
  /** Names of series that they read and that neither the catalogue nor any of these records has: of exporters of one's own. */
  readonly series?: readonly string[];
  /** Checks that these rules may fail, each with the reason; what they are docs/own-rules.md says. */
  readonly exempt?: { readonly [Check in RuleCheckName]?: string };
}

/** A group of records and one of alerts, as far as there are any. */
export function ownGroups({ name, records = [], alerts = [] }: OwnRules, settings: RuleSettings): readonly RuleGroup[] {
  const view = ruleView(settings.cluster.label, runtimesRead(settings.runtimes));
  const places = placesOf(settings);
  const groups = {
    records: records.map(({ record, expression }) => ({ record, expr: textAt(expression(view), places) })),
    alerts: alerts.map((alert) => ownAlertRule(alert, settings)),
  };
  return Object.entries(groups)
    .filter(([, rules]) => rules.length > 0)
    .map(([what, rules]) => ({ name: `${name}-${what}`, interval: settings.rules.interval, rules }));
}
