import { type FromFile, placeOf } from '../files/written.js';
import { isDnsLabel } from '../lib/dns-label.js';
import type { Problem } from '../lib/problem.js';
import type { ScrapedSurface } from '../scraping/scraped.js';
import { knownSeries } from './extra/known-series.js';
import { groupProblems } from './extra/problems.js';
import type { ExtraRules } from './extra/read.js';
import type { OwnRules } from './own-rules.js';
import type { AlertRule, RecordRule, RuleGroup } from './rule-group.js';
import type { RuleSettings } from './settings.js';

const OURS = /^(Arks|arks-)/;
const ALERT_NAME = /^[A-Z][A-Za-z0-9]*$/;
const RECORD_NAME = /^[a-z][a-z0-9_]*:[a-z][a-z0-9_]*:[a-z][a-z0-9_]*$/;

/** What there is beside the rules of a program. */
interface Beside {
  readonly scraped: readonly ScrapedSurface[];
  readonly recordedNames: ReadonlySet<string>;
  readonly extraRules: Pick<ExtraRules, 'files'>;
}

/**
 * What is wrong with rules of a program: all that would be wrong with them in a file of `rules.extraRules`, names that say nothing, and
 * alerts that tell neither value nor where to look. All of it is told of the environment, since no file holds them.
 */
export function ownRuleProblems(
  own: OwnRules,
  groups: readonly RuleGroup[],
  { environment, beside }: { readonly environment: RuleSettings & FromFile; readonly beside: Beside },
): readonly Problem[] {
  const here = placeOf(environment);
  const placed = groups.map(({ rules, ...group }) => ({
    ...group,
    place: here,
    rules: rules.map((rule) => ({ rule, place: () => here })),
  }));
  const file = { name: own.name, file: here.file, groups: placed };
  const known = knownSeries({ environment, ...beside }, { files: [...beside.extraRules.files, file] }, own.series);
  return [
    ...shapeProblems(own, groups).map((message) => ({ ...here, message })),
    ...groupProblems(placed, { known, environment, exempt: own.exempt ?? {} }),
  ];
}

function shapeProblems(own: OwnRules, groups: readonly RuleGroup[]): readonly string[] {
  const rules = groups.flatMap((group) => group.rules);
  const names = rules.map((rule) => ('record' in rule ? rule.record : rule.alert));
  return [
    ...(isDnsLabel(own.name) && !OURS.test(own.name)
      ? []
      : [`name must be a DNS label that does not begin with arks-, got "${own.name}"`]),
    ...(rules.length > 0 ? [] : [`${own.name} must have records or alerts, got none`]),
    ...names.filter((name, index) => names.indexOf(name) < index).map((name) => `${own.name} must name ${name} once`),
    ...Object.entries(own.exempt ?? {})
      .filter(([, reason]) => reason.trim() === '')
      .map(([check]) => `exempt.${check} of ${own.name} must be the reason, as a text, got nothing`),
    ...rules.flatMap((rule) => ('record' in rule ? recordProblems(rule) : alertProblems(rule))),
  ];
}

function recordProblems({ record }: RecordRule): readonly string[] {
  return RECORD_NAME.test(record) ? [] : [`a record must be named level:metric:operation, got "${record}"`];
}

function alertProblems({ alert, annotations }: AlertRule): readonly string[] {
  const { summary = '', description = '' } = annotations;
  return [
    ...(ALERT_NAME.test(alert) ? [] : [`an alert must be named in words that begin with capitals, got "${alert}"`]),
    ...(OURS.test(alert) ? [`an alert must not begin with Arks, as ours do, got "${alert}"`] : []),
    ...(/\$value/.test(summary) ? [] : [`the summary of ${alert} must tell the value, got "${summary}"`]),
    ...(description.trim() === '' ? [`the description of ${alert} must say what to look at first, got nothing`] : []),
  ];
}
