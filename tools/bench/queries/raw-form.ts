import { printTree } from '../../../src/promql/format.js';
import type { Matcher } from '../../../src/promql/matchers.js';
import { parsePromql } from '../../../src/promql/parse.js';
import { type Tree, withParts } from '../../../src/promql/tree.js';
import type { RecordRule, RuleGroup } from '../../../src/rules/rule-group.js';

/** Rules by the name of their record. */
export type Records = ReadonlyMap<string, readonly RecordRule[]>;

/** Every recording rule of some groups, by what it records. */
export function recordsOf(groups: readonly RuleGroup[]): Records {
  const records = new Map<string, RecordRule[]>();
  for (const rule of groups.flatMap(({ rules }) => rules)) {
    if ('record' in rule) records.set(rule.record, [...(records.get(rule.record) ?? []), rule]);
  }
  return records;
}

/**
 * What a query of records says, asked of raw series alone: each record is replaced by its rules, those that they read as
 * well, and a window over one becomes a subquery at the steps at which it would have been recorded.
 * Matchers on a label that a rule sets itself choose among the rules, since no raw series has that label. Throws
 * where none of them can be meant.
 */
export function rawForm(expression: string, records: Records, stepSeconds: number): string {
  const inlined = (tree: Tree, own: readonly Matcher[]): Tree => {
    if (tree.kind === 'selector') {
      const matchers = [...tree.matchers, ...own];
      return records.has(tree.name) ? union(tree.name, matchers) : { ...tree, matchers };
    }
    const whole = withParts(tree, (part) => inlined(part, own));
    if (whole.kind === 'moved') return movedInside(whole.operand, whole.to);
    const isOfRecord = whole.kind === 'range' && whole.step === undefined && whole.operand.kind !== 'selector';
    return isOfRecord ? { ...whole, step: `${stepSeconds}s` } : whole;
  };
  const union = (name: string, own: readonly Matcher[]): Tree => {
    const [first, ...rest] = (records.get(name) ?? [])
      .filter((rule) => own.every((matcher) => mayMatch(rule, matcher)))
      .map((rule) => withLabels(inlined(parsePromql(rule.expr), withoutOwn(rule, own)), rule));
    if (first === undefined)
      throw new Error(`no rule of ${name} writes what is asked for by ${own.map(({ label }) => label).join(', ')}`);
    return rest.reduce((left, right) => ({ kind: 'binary', operator: 'or', modifiers: [], left, right }), first);
  };
  return printTree(inlined(parsePromql(expression), []));
}

/** PromQL reads series and windows at another time, and nothing that is made of them. */
function movedInside(tree: Tree, to: string): Tree {
  if (tree.kind === 'selector' || tree.kind === 'range') return { kind: 'moved', operand: tree, to };
  return withParts(tree, (part) => movedInside(part, to));
}

/** As the rule labels what it stores. */
function withLabels(tree: Tree, { labels = {} }: RecordRule): Tree {
  return Object.entries(labels).reduce((inner, [label, value]): Tree => {
    const texts = [label, value, '', ''].map((text): Tree => ({ kind: 'literal', text: JSON.stringify(text) }));
    return { kind: 'call', name: 'label_replace', args: [inner, ...texts] };
  }, asVector(tree));
}

/** A rule may be a scalar, which a function over series does not take. */
function asVector(tree: Tree): Tree {
  return tree.kind === 'call' && tree.name === 'time' ? { kind: 'call', name: 'vector', args: [tree] } : tree;
}

/** Whether series that a rule writes can have what a matcher asks for. */
function mayMatch({ labels = {} }: RecordRule, { label, operator, value }: Matcher): boolean {
  const own = labels[label];
  if (own === undefined) return true;
  const equal = operator.includes('~') ? new RegExp(`^(?:${value})$`).test(own) : own === value;
  return operator.startsWith('!') ? !equal : equal;
}

/** The matchers without those on labels that a rule sets. */
function withoutOwn({ labels = {} }: RecordRule, own: readonly Matcher[]): readonly Matcher[] {
  return own.filter(({ label }) => !(label in labels));
}
