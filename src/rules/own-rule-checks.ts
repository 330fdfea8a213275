import { isDnsLabel } from '../config/kubernetes-names.js';
import { nearest } from '../lib/nearest.js';
import { metricNames } from '../metrics/catalogue.js';
import { metricOf, seriesNames } from '../promql/names.js';
import { alertNames } from './alerts/index.js';
import type { OwnRules } from './own-rules.js';
import { type AlertRule, MOST_RULES, type RecordRule, type RuleGroup } from './rule-group.js';

const OURS = /^(Arks|arks-)/;
const ALERT_NAME = /^[A-Z][A-Za-z0-9]*$/;
const RECORD_NAME = /^[a-z][a-z0-9_]*:[a-z][a-z0-9_]*:[a-z][a-z0-9_]*$/;
const OUR_METRIC = /^[^:]*:arks_/;

/**
 * What is wrong with rules of somebody else, a sentence each: names that are taken or say nothing, series that nobody has, alerts that
 * tell neither value nor limit or lead nowhere, and groups that a ruler refuses.
 */
export function ownRuleProblems(
  own: OwnRules,
  groups: readonly RuleGroup[],
  recorded: ReadonlySet<string>,
): readonly string[] {
  const rules = groups.flatMap((group) => group.rules);
  const names = rules.map((rule) => ('record' in rule ? rule.record : rule.alert));
  return [
    ...(isDnsLabel(own.name) && !OURS.test(own.name)
      ? []
      : [`name must be a DNS label that does not begin with arks-, got "${own.name}"`]),
    ...(rules.length > 0 ? [] : [`${own.name} must have records or alerts, got none`]),
    ...groups
      .filter((group) => group.rules.length > MOST_RULES)
      .map(
        (group) =>
          `${group.name} must have at most ${MOST_RULES} rules, which every ruler takes, got ${group.rules.length}`,
      ),
    ...names.filter((name, index) => names.indexOf(name) < index).map((name) => `${own.name} must name ${name} once`),
    ...rules.flatMap((rule) => ('record' in rule ? recordProblems(rule) : alertProblems(rule))),
    ...rules.flatMap((rule) => unknownSeries(rule, own, recorded)),
  ];
}

function recordProblems({ record }: RecordRule): readonly string[] {
  if (!RECORD_NAME.test(record)) return [`a record must be named level:metric:operation, got "${record}"`];
  return OUR_METRIC.test(record)
    ? [`a record must not have a metric that begins with arks_, as ours do, got "${record}"`]
    : [];
}

function alertProblems({ alert, annotations }: AlertRule): readonly string[] {
  const { summary = '', description = '', runbook_url: runbook = '' } = annotations;
  return [
    ...(ALERT_NAME.test(alert) ? [] : [`an alert must be named in words that begin with capitals, got "${alert}"`]),
    ...(OURS.test(alert) || alertNames.some((name) => name === alert)
      ? [`an alert must not begin with Arks, as ours do, got "${alert}"`]
      : []),
    ...(/\$value/.test(summary) ? [] : [`the summary of ${alert} must tell the value, got "${summary}"`]),
    ...(description.trim() === '' ? [`the description of ${alert} must say what to look at first, got nothing`] : []),
    ...(/^https?:\/\/./.test(runbook) ? [] : [`the runbook of ${alert} must be an address, got "${runbook}"`]),
  ];
}

function unknownSeries(rule: RecordRule | AlertRule, own: OwnRules, recorded: ReadonlySet<string>): readonly string[] {
  const name = 'record' in rule ? rule.record : rule.alert;
  const theirs = [...(own.series ?? []), ...(own.records ?? []).map(({ record }) => record)];
  return seriesNames(rule.expr)
    .filter((series) => metricOf(series) === undefined && !recorded.has(series) && !theirs.includes(series))
    .map((series) => {
      const meant = nearest(series, [...recorded, ...theirs, ...metricNames]);
      const hint = meant === undefined ? '; list metrics of your own in series' : `; did you mean ${meant}?`;
      return `${name} must read metrics and records that there are, got ${series}${hint}`;
    });
}
