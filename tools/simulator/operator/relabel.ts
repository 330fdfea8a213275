import type { RelabelConfig } from './scrape-config.js';

export type Labels = Readonly<Record<string, string>>;

/** Changes labels, or drops what carries them. A label with an empty value is one that is not there. */
export type Relabeling = (labels: Labels) => Labels | undefined;

/** Changes labels in place; false where what carries them is dropped. */
type Step = (labels: Map<string, string>) => boolean;

/** The parts of a rule, as Prometheus fills in what it leaves out. */
interface Rule {
  readonly source: (labels: ReadonlyMap<string, string>) => string;
  readonly regex: RegExp;
  readonly replacement: string;
  readonly target: () => string;
}

/** What Go's regular expressions and JavaScript's read differently, or only one of them knows. */
const NOT_SHARED = /\(\?(?!:)|\[\[:|\\[^dDwW.\\/()[\]{}|*+?^$-]/;
const LABEL_NAME = /^[a-zA-Z_][a-zA-Z0-9_]*$/;

/**
 * Prometheus' relabeling (model/relabel of 2.42), rule by rule. Throws for actions that no monitor of ours uses, and for
 * a regex that JavaScript could read otherwise than Prometheus.
 */
export function relabeling(rules: readonly RelabelConfig[]): Relabeling {
  const steps = rules.map(step);
  return (labels) => {
    const result = new Map(Object.entries(labels).filter(([, value]) => value !== ''));
    return steps.every((apply) => apply(result)) ? Object.fromEntries(result) : undefined;
  };
}

const actions: Readonly<Record<string, (rule: Rule) => Step>> = {
  keep:
    ({ source, regex }) =>
    (labels) =>
      regex.test(source(labels)),
  drop:
    ({ source, regex }) =>
    (labels) =>
      !regex.test(source(labels)),
  replace: (rule) => {
    const name = rule.target();
    return always((labels) => replace(labels, rule, name));
  },
  keepequal: (rule) => {
    const name = rule.target();
    return (labels) => rule.source(labels) === (labels.get(name) ?? '');
  },
  labelmap: ({ regex, replacement }) =>
    always((labels) => {
      for (const [name, value] of [...labels]) {
        const match = regex.exec(name);
        if (match !== null) labels.set(expand(replacement, match), value);
      }
    }),
  labeldrop: ({ regex }) => always((labels) => deleteNames(labels, (name) => regex.test(name))),
  labelkeep: ({ regex }) => always((labels) => deleteNames(labels, (name) => !regex.test(name))),
};

function step(config: RelabelConfig): Step {
  const { action = 'replace', source_labels = [], separator = ';', regex = '(.*)', replacement = '$1' } = config;
  const make = actions[action.toLowerCase()];
  if (make === undefined) throw new Error(`action must be one of ${Object.keys(actions).join(', ')}, got ${action}`);
  return make({
    source: (labels) => source_labels.map((name) => labels.get(name) ?? '').join(separator),
    regex: anchored(regex),
    replacement,
    target: () => {
      if (config.target_label === undefined)
        throw new Error('target_label must be there where an action is replace or keepequal');
      return config.target_label;
    },
  });
}

function replace(labels: Map<string, string>, { source, regex, replacement }: Rule, target: string): void {
  const match = regex.exec(source(labels));
  if (match === null) return;
  const name = expand(target, match);
  // Prometheus 2 ignores the rule, Prometheus 3 takes any text for a name.
  if (!LABEL_NAME.test(name)) throw new Error(`target_label ${target} must be a label name, got "${name}"`);
  const value = expand(replacement, match);
  if (value === '') labels.delete(name);
  else labels.set(name, value);
}

/** Go's Expand: `$name` takes the longest name there is, `$$` is a dollar, and a group that does not exist is empty. */
function expand(template: string, match: RegExpExecArray): string {
  return template.replace(/\$(?:(\$)|(\w+)|\{(\w+)\})/g, (_, dollar?: string, bare?: string, braced?: string) => {
    const name = bare ?? braced ?? '';
    if (dollar !== undefined) return dollar;
    return /^\d+$/.test(name) ? (match[Number(name)] ?? '') : '';
  });
}

function anchored(regex: string): RegExp {
  if (NOT_SHARED.test(regex)) throw new Error(`regex must mean the same to Go and to JavaScript, got ${regex}`);
  return new RegExp(`^(?:${regex})$`);
}

function deleteNames(labels: Map<string, string>, doomed: (name: string) => boolean): void {
  for (const name of [...labels.keys()].filter(doomed)) labels.delete(name);
}

function always(change: (labels: Map<string, string>) => void): Step {
  return (labels) => {
    change(labels);
    return true;
  };
}
