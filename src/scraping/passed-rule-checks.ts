import type { Relabeling } from '../config/relabelings.js';
import { PARTS, type Taken, whyTaken } from './taken-labels.js';

/** Names of labels, each with `.*` or `.+` at its end at most, so that everybody sees what they match. */
const NAMES = /^[a-zA-Z_]\w*(\.[*+])?(\|[a-zA-Z_]\w*(\.[*+])?)*$/;
/** A prefix of its own before what a labelmap takes over. */
const PREFIXED = /^([a-zA-Z]\w*_)\$(1|\{1\})$/;

/** What Prometheus takes away before it reads a page. */
const GONE = /^__(?!name__$)/;

/** What is wrong with a rule, at one of its fields. */
export interface RuleProblem {
  readonly field: keyof Relabeling;
  readonly words: string;
}

/** Where a rule would touch what queries know a series by, or take what they read. */
export function ruleProblems(
  rule: Relabeling,
  list: 'relabelings' | 'metricRelabelings',
  taken: Taken,
): readonly RuleProblem[] {
  const { action, regex = '', sourceLabels = [], targetLabel, replacement = '' } = rule;
  const gone = list === 'metricRelabelings' ? sourceLabels.find((label) => GONE.test(label)) : undefined;
  if (gone !== undefined) {
    return [
      {
        field: 'sourceLabels',
        words: `must not name ${gone}, which no series has: relabelings read what discovery says`,
      },
    ];
  }
  if (targetLabel !== undefined) {
    return taken.is(targetLabel)
      ? [{ field: 'targetLabel', words: `must not be ${targetLabel}: ${whyTaken(targetLabel)}` }]
      : [];
  }
  if (action === 'labelmap') return mapped(replacement, taken);
  if (action === 'labeldrop') return dropped(regex, taken);
  if (list === 'relabelings') {
    return action === 'drop' && dropsAll(rule, taken)
      ? [{ field: 'regex', words: `must not match anything, got "${regex}", which drops every target` }]
      : [];
  }
  if (action === 'keep') {
    return [
      {
        field: 'action',
        words: 'must not be keep, which drops what alerts read and this rule does not name; drop names what goes',
      },
    ];
  }
  const [part] = sourceLabels.filter((label) => PARTS.includes(label));
  if (part !== undefined) {
    return [
      {
        field: 'sourceLabels',
        words: `must not name ${part} in a drop, which would take parts of what queries read; scrape.keep says which metrics are kept`,
      },
    ];
  }
  return dropsAll(rule, taken)
    ? [
        {
          field: 'regex',
          words: `must not match anything, got "${regex}", which drops every series, or every one without the label`,
        },
      ]
    : [];
}

function mapped(replacement: string, taken: Taken): readonly RuleProblem[] {
  const [, prefix] = PREFIXED.exec(replacement) ?? [];
  if (prefix !== undefined && taken.beginning(prefix) === undefined) return [];
  return [
    {
      field: 'replacement',
      words:
        `must be a prefix of your own before $1, such as pod_label_$1, got "${replacement}": the labels of a pod are its tenant's, ` +
        'who could name one as a label by which queries know a series',
    },
  ];
}

function dropped(regex: string, taken: Taken): readonly RuleProblem[] {
  if (!NAMES.test(regex)) {
    return [
      {
        field: 'regex',
        words: `must be names of labels joined by |, each with .* or .+ at its end at most, got "${regex}"`,
      },
    ];
  }
  const names = regex.split('|');
  const hit = names.flatMap((name) => {
    const start = name.replace(/\.[*+]$/, '');
    const found = start === name ? (taken.is(name) ? name : undefined) : taken.beginning(start);
    return found === undefined ? [] : [found];
  });
  const [first] = hit;
  return first === undefined ? [] : [{ field: 'regex', words: `must not match ${first}: ${whyTaken(first)}` }];
}

/** What no label of anything is. */
const NOBODY = 'zz nobody zz';

/** Whether a rule that drops would drop what has none of the labels that it reads, or anything by labels that everything has. */
function dropsAll({ regex = '', sourceLabels = [], separator = ';' }: Relabeling, taken: Taken): boolean {
  const matches = (value: string) =>
    new RegExp(`^(?:${regex})$`, 'u').test(sourceLabels.map(() => value).join(separator));
  return matches('') || (sourceLabels.every((name) => isEverybodys(name, taken)) && matches(NOBODY));
}

/** What every target has: our own labels, and what discovery says of it beside the labels and annotations that somebody wrote. */
function isEverybodys(name: string, taken: Taken): boolean {
  return taken.is(name) && !/_(label|labelpresent|annotation|annotationpresent)_/.test(name);
}
