import { dashboards } from '../dashboards/index.js';
import type { Plan } from '../plan/plan.js';
import { seriesNames } from '../promql/names.js';
import * as objectives from '../signals/objectives/objectives.js';
import { subjects } from '../signals/records.js';
import { signalsIn } from '../signals/registry.js';
import { groupEvaluated } from '../signals/scraping/evaluation.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import { documentedAlerts } from './documented-alert.js';
import { labelsOfSeries, queryOf, recordRules } from './series.js';

/** A recorded series as docs/records.md tells of it. */
export interface DocumentedRecord {
  readonly name: string;
  /** The subject that records it, which is the end of the name of its group. */
  readonly subject: string;
  readonly title: string;
  readonly description: string;
  readonly unit: string;
  readonly labels: readonly string[];
  readonly alerts: readonly string[];
  /** Titles of dashboards, each with the panels of it that read the record. */
  readonly panels: readonly { readonly uid: string; readonly titles: readonly string[] }[];
}

type Meaning = 'subject' | 'title' | 'description' | 'unit';

const OBJECTIVES = 'objectives';
const EVERY_GROUP = 'every group';

/** The number that an objective promises; dashboards read it only together with what it is about. */
const PROMISED = {
  title: 'Objective',
  unit: 'ratio',
  description: 'Share of events that must be good, as the environment file says it; a constant.',
} as const;

/** Whatever the rules of objectives store, and that groups were evaluated. */
const besideSubjects: readonly Signal[] = [
  groupEvaluated,
  ...signalsIn(objectives),
  ...objectives.ERROR_WINDOWS.map(objectives.objectiveErrorRatio),
];

/** Every recorded series of a plan, each with what reads it. Throws where nothing says what a series means. */
export function documentedRecords(plan: Plan): readonly DocumentedRecord[] {
  const names = [...new Set(recordRules(plan).map(({ record }) => record))];
  const labelsOf = labelsOfSeries(plan, []);
  const alerts = documentedAlerts(plan).map(({ name, rules }) => ({
    name,
    reads: new Set(rules.flatMap(({ expr }) => seriesNames(expr))),
  }));
  const panels = panelsRead(plan);
  return names.map((name) => ({
    name,
    ...meaningOf(name, plan),
    labels: labelsOf(name),
    alerts: alerts.filter(({ reads }) => reads.has(name)).map((alert) => alert.name),
    panels: panels
      .map(({ uid, all }) => ({ uid, titles: all.filter(({ reads }) => reads.has(name)).map(({ title }) => title) }))
      .filter(({ titles }) => titles.length > 0),
  }));
}

function panelsRead(plan: Plan) {
  return dashboards.map(({ uid, rows }) => ({
    uid,
    all: rows(plan.drawing)
      .flatMap(({ panels }) => panels)
      .flatMap((panel) => (panel.kind === 'text' ? [] : [panel]))
      .map(({ title, queries }) => ({
        title,
        reads: new Set(queries.flatMap(({ of }) => seriesNames(queryOf(of, plan)))),
      })),
  }));
}

function meaningOf(name: string, plan: Plan): Pick<DocumentedRecord, Meaning> {
  const subject = subjects.find(({ recorded }) => recorded.some(({ record }) => record === name));
  const recorded = subject?.recorded.find(({ record }) => record === name);
  if (subject !== undefined && recorded !== undefined) return inWords(subject.name, recorded);
  if (name === objectives.objectivePromise.record) return { subject: OBJECTIVES, ...PROMISED };
  const found = besideSubjects.find((signal) => queryOf(signal, plan) === name);
  if (found === undefined) throw new Error(`a record must have a signal that says what it means, got ${name}`);
  return inWords(found === groupEvaluated ? EVERY_GROUP : OBJECTIVES, found);
}

function inWords(subject: string, { title, description, unit }: Signal) {
  return { subject, title, description, unit };
}
