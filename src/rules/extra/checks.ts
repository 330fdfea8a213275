import type { Environment } from '../../config/environment.js';
import { pageUrl } from '../../config/url.js';
import type { Path } from '../../files/yaml-file.js';
import { nearest } from '../../lib/nearest.js';
import { catalogue } from '../../metrics/catalogue.js';
import { labelsLeft } from '../../promql/labels-left.js';
import { seriesNames } from '../../promql/names.js';
import { parsePromql } from '../../promql/parse.js';
import type { Tree } from '../../promql/tree.js';
import { type AlertRule, MOST_RULES, type RecordRule } from '../rule-group.js';
import type { RuleCheckName } from './check-names.js';
import type { KnownSeries } from './known-series.js';

/** Something that a check finds in a rule, and in which part of it. */
export interface Finding {
  readonly within: Path;
  readonly words: string;
}

/** What a rule is held against. */
export interface CheckContext {
  readonly known: KnownSeries;
  readonly alerts: Environment['alerts'];
}

/** A check of rules that a file may fail where the environment says why. */
export interface RuleCheck {
  readonly name: RuleCheckName;
  readonly findings: (rule: RecordRule | AlertRule, context: CheckContext) => readonly Finding[];
}

const IN_CATALOGUE = new Set(catalogue.flatMap(({ name, suffixes }) => suffixes.map((suffix) => name + suffix)));
/** A label that a template of Go asks for. */
const LABEL_IN_TEMPLATE = /\$labels\.([a-zA-Z_]\w*)/g;

/** The checks of one rule, each by the name under which a file may be exempted. */
export const ruleChecks: readonly RuleCheck[] = [
  {
    name: 'known-series',
    findings: ({ expr }, { known }) =>
      read(expr, (tree) =>
        seriesNames(tree)
          .filter((name) => !known.has(name))
          .map((name) => ({
            within: ['expr'],
            words: `must read series that there are, found ${name}, ${fate(name, known)}`,
          })),
      ),
  },
  {
    name: 'known-labels',
    findings: ({ expr }, { known }) =>
      read(expr, (tree) =>
        labelsLeft(tree, ({ name }) => known.get(name)).findings.map((words) => ({
          within: ['expr'],
          words: `must name labels that series have: ${words}`,
        })),
      ),
  },
  {
    name: 'known-labels-in-text',
    findings: (rule, { known, alerts }) => {
      if (!('alert' in rule)) return [];
      const left = read(rule.expr, (tree) => [labelsLeft(tree, ({ name }) => known.get(name)).labels])[0];
      if (left === undefined) return [];
      const there = [...left, ...Object.keys(rule.labels), ...Object.keys(alerts.labels), 'alertname'];
      return Object.entries(rule.annotations).flatMap(([key, text]) =>
        [...text.matchAll(LABEL_IN_TEMPLATE)]
          .flatMap(([, label = '']) => (there.includes(label) ? [] : [label]))
          .map((label) => ({
            within: ['annotations', key],
            words: `must name labels that the alert has, found ${label}; there are ${there.join(', ')}`,
          })),
      );
    },
  },
  {
    name: 'alert-severity',
    findings: (rule, { alerts: { severities } }) => {
      const words = Object.values(severities);
      if (!('alert' in rule) || words.includes(rule.labels['severity'] ?? '')) return [];
      const found = rule.labels['severity'] === undefined ? 'none' : `"${rule.labels['severity']}"`;
      return [{ within: ['labels', 'severity'], words: `must be one of ${words.join(', ')}, found ${found}` }];
    },
  },
  {
    name: 'alert-runbook',
    findings: (rule) => {
      if (!('alert' in rule)) return [];
      const [issue] = pageUrl.safeParse(rule.annotations['runbook_url'] ?? '').error?.issues ?? [];
      return issue === undefined ? [] : [{ within: ['annotations', 'runbook_url'], words: issue.message }];
    },
  },
  {
    name: 'alert-summary',
    findings: (rule) =>
      'alert' in rule && (rule.annotations['summary'] ?? '') === ''
        ? [{ within: ['annotations', 'summary'], words: 'must say in one line what is wrong' }]
        : [],
  },
];

/** The check of a group, by its name: more rules than these are refused by Mimir and Azure. */
export const GROUP_SIZE = { name: 'group-size', most: MOST_RULES } as const satisfies {
  readonly name: RuleCheckName;
  readonly most: number;
};

/** What is found in an expression; nothing where it is no PromQL, which is told by itself. */
function read<Found>(expr: string, found: (tree: Tree) => readonly Found[]): readonly Found[] {
  try {
    return found(parsePromql(expr));
  } catch {
    return [];
  }
}

function fate(name: string, known: KnownSeries): string {
  if (IN_CATALOGUE.has(name)) return 'which no monitor of this environment keeps: name its metric in scrape.keep';
  const meant = nearest(name, [...known.keys()]);
  return meant === undefined ? 'which metrics may declare' : `did you mean ${meant}? Otherwise metrics may declare it`;
}
