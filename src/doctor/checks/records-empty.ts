import { sourcesIn } from '../../explain/sources.js';
import { memoize } from '../../lib/memoize.js';
import type { Plan } from '../../plan/plan.js';
import type { RuleGroup } from '../../rules/rule-group.js';
import { check } from '../check.js';
import { expectedOf } from '../expected.js';
import { rulesOf } from '../expected-rules.js';
import type { Topic } from '../finding.js';
import { PAGES } from '../pages.js';
import type { PrometheusAnswers } from '../sources/prometheus-answers.js';
import { nameInStore } from '../sources/stored.js';
import { counted, namesText, unique } from '../words.js';

const sources = memoize(sourcesIn, 2);

/**
 * Groups that record nothing at all, though something is stored of what they read: a record may well be empty by itself where nothing
 * happens, all of a subject are not. They follow from what is missing below them.
 */
export const recordsEmpty = check('records-empty', ['prometheus'], ({ prometheus }, { plan, isOfEnvironment }) => {
  const { recorded, groups } = prometheus;
  if (recorded === undefined || groups === undefined || !isOfEnvironment) return [];
  const there = new Set(recorded);
  const evaluated = new Set(groups.filter(({ evaluatedAt }) => !Number.isNaN(evaluatedAt)).map(({ name }) => name));
  return rulesOf(plan).flatMap((group) => {
    // What is not loaded, or was loaded just now, has its own finding or none.
    if (!evaluated.has(group.name)) return [];
    const names = unique(
      group.rules.flatMap((rule) => ('record' in rule && !isBuckets(rule.record) ? rule.record : [])),
    );
    if (names.length === 0 || names.some((name) => there.has(name))) return [];
    const metrics = unique(group.rules.flatMap(({ expr }) => sources(plan)(expr).metrics));
    const surfaces = expectedOf(plan).filter(({ kept }) => kept.some(({ name }) => metrics.includes(name)));
    const isRead = readNow(metrics, plan, prometheus);
    if (isRead === 0) return [];
    const topics: readonly Topic[] = [
      ...causesOf(group),
      ...surfaces.map(({ name }) => `surface:${name}` as const),
      ...metrics.map((name) => `metric:${name}` as const),
    ];
    return [
      {
        severity: 'warning' as const,
        subject: `${counted(names.length, 'record')} of ${group.name} without series`,
        evidence: [
          { query: 'GET /api/v1/rules', value: `${group.name} has no error; ${isRead} of what it reads is stored` },
        ],
        meaning: `Panels and alerts that read them are empty: ${namesText(names)}.`,
        remedy: `Read how they are made, and ask Prometheus for the innermost part: arks-monitoring explain ${names[0]}.`,
        page: PAGES.missing,
        mayFollowFrom: topics,
      },
    ];
  });
});

function causesOf({ name, rules }: RuleGroup): readonly Topic[] {
  return [
    'rules:all',
    `group:${name}`,
    ...rules.flatMap((rule) => ('record' in rule ? (`record:${rule.record}` as const) : [])),
  ];
}

function readNow(metrics: readonly string[], plan: Plan, { stored = [] }: PrometheusAnswers): number {
  const names = new Set(stored.filter(({ greatest }) => greatest > 0).map(({ name }) => name));
  const kept = expectedOf(plan).flatMap((surface) => surface.kept);
  return metrics.filter((name) => kept.some((metric) => metric.name === name && names.has(nameInStore(metric)))).length;
}

/** Of buckets nobody counts the series. */
function isBuckets(record: string): boolean {
  return /_bucket(?::|$)/.test(record);
}
