import type { Environment } from '../config/environment.js';
import { RUNTIMES } from '../config/runtimes.js';
import { durationSeconds } from '../lib/duration.js';
import { type Places, placesOf } from '../scraping/places.js';
import { textAt } from '../scraping/platform-series.js';
import { subjects } from '../signals/records.js';
import { runtimesRead } from '../signals/runtimes/index.js';
import type { RecordingRule } from '../signals/vocabulary/signal.js';
import { ruleView, type View } from '../signals/vocabulary/view.js';
import { withEvaluation } from './evaluated.js';
import { isOfRuntimes, runtimeOf } from './of-runtimes.js';
import { MOST_RULES, type RecordRule, type RuleGroup } from './rule-group.js';
import type { RuleSettings } from './settings.js';

/** A group of recording rules for each subject that this environment has anything to record of. */
export function recordingGroups(settings: RuleSettings): readonly RuleGroup[] {
  const view = ruleView(settings.cluster.label, runtimesRead(settings.runtimes));
  const places = placesOf(settings);
  return recordedSubjects(settings)
    .map(({ name, rules, detail }) => ({
      name,
      interval: detail === true ? detailInterval(settings) : settings.rules.interval,
      rules: rules.map((rule) => recordRule(rule, view, places)),
    }))
    .map(withEvaluation);
}

/** The names of these groups, without the work of writing their rules. */
export function recordingGroupNames(settings: RuleSettings): readonly string[] {
  return recordedSubjects(settings).map(({ name }) => name);
}

function recordedSubjects(settings: RuleSettings) {
  return subjects
    .filter(({ surfaces }) => surfaces.some((surface) => settings.surfaces[surface].enabled))
    .map(({ name, recorded, detail }) => ({
      name: `arks-records-${name}`,
      rules: recorded.flatMap(({ rules }) => rules).filter((rule) => isOfRuntimes(rule, settings)),
      detail,
    }))
    .filter(({ rules }) => rules.length > 0)
    .flatMap(inGroupsThatFit);
}

interface RecordedSubject {
  readonly name: string;
  readonly rules: readonly RecordingRule[];
  readonly detail: true | undefined;
}

/**
 * A subject whose rules rulers take as one group, which ends with a rule of its own; where it has too many, those of a runtime, the
 * latest first, are a group beside it, and what is made of all runtimes reads their last evaluation.
 */
function inGroupsThatFit(subject: RecordedSubject): readonly RecordedSubject[] {
  const apart: RecordedSubject[] = [];
  let rules = subject.rules;
  for (const runtime of RUNTIMES.toReversed()) {
    if (rules.length < MOST_RULES) break;
    const own = rules.filter((rule) => runtimeOf(rule) === runtime);
    if (own.length === 0) continue;
    rules = rules.filter((rule) => !own.includes(rule));
    apart.unshift({ ...subject, name: `${subject.name}-${runtime}`, rules: own });
  }
  return [{ ...subject, rules }, ...apart];
}

function detailInterval({ rules: { interval, detailInterval: detail } }: Pick<Environment, 'rules'>): string {
  return durationSeconds(detail) > durationSeconds(interval) ? detail : interval;
}

function recordRule({ record, labels, expression }: RecordingRule, view: View, places: Places): RecordRule {
  return { record, expr: textAt(expression(view), places), ...(labels === undefined ? {} : { labels }) };
}
