import { printTree } from '../../../src/promql/format.js';
import { parsePromql, type Tree } from '../../../src/promql/tree.js';
import type { RecordRule, RuleGroup } from '../../../src/rules/rule-group.js';

/** Rules by the name of their record. */
export type Records = ReadonlyMap<string, readonly RecordRule[]>;

const SELECTOR = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?$/s;
const RANGE = /^\[(\w+)\]$/;

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
  const inlined = (tree: Tree, own: readonly string[]): Tree => {
    switch (tree.kind) {
      case 'atom': {
        const [, name = '', matchers = ''] = SELECTOR.exec(tree.text) ?? [];
        const all = [...(matchers === '' ? [] : [matchers]), ...own];
        if (records.has(name)) return union(name, all);
        return name === '' || all.length === 0 ? tree : { kind: 'atom', text: `${name}{${all.join(',')}}` };
      }
      case 'suffixed': {
        const operand = inlined(tree.operand, own);
        const [, window] = RANGE.exec(tree.suffix) ?? [];
        return operand.kind === 'atom' || window === undefined
          ? { ...tree, operand }
          : { ...tree, operand, suffix: `[${window}:${stepSeconds}s]` };
      }
      case 'unary':
        return { ...tree, operand: inlined(tree.operand, own) };
      case 'binary':
        return { ...tree, left: inlined(tree.left, own), right: inlined(tree.right, own) };
      case 'aggregate':
      case 'call':
        return { ...tree, args: tree.args.map((arg) => inlined(arg, own)) };
    }
  };
  const union = (name: string, own: readonly string[]): Tree => {
    const [first, ...rest] = (records.get(name) ?? [])
      .filter((rule) => own.every((text) => matchersOf(text).every((matcher) => mayMatch(rule, matcher))))
      .map((rule) => withLabels(inlined(parsePromql(rule.expr), withoutOwn(rule, own)), rule));
    if (first === undefined) throw new Error(`no rule of ${name} writes what is asked for by ${own.join(',')}`);
    return rest.reduce((left, right) => ({ kind: 'binary', operator: 'or', modifier: '', left, right }), first);
  };
  return printTree(inlined(parsePromql(expression), []));
}

/** As the rule labels what it stores. */
function withLabels(tree: Tree, { labels = {} }: RecordRule): Tree {
  return Object.entries(labels).reduce((inner, [label, value]): Tree => {
    const texts = [label, value, '', ''].map((text): Tree => ({ kind: 'atom', text: JSON.stringify(text) }));
    return { kind: 'call', name: 'label_replace', args: [inner, ...texts] };
  }, asVector(tree));
}

/** A rule may be a scalar, which a function over series does not take. */
function asVector(tree: Tree): Tree {
  return tree.kind === 'call' && tree.name === 'time' ? { kind: 'call', name: 'vector', args: [tree] } : tree;
}

interface Matcher {
  readonly text: string;
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

function matchersOf(text: string): readonly Matcher[] {
  return [...text.matchAll(/(\w+) ?(=~|!~|!=|=) ?"((?:[^"\\]|\\.)*)"/g)].map(
    ([whole, label = '', operator = '', value = '']) => ({ text: whole, label, operator, value }),
  );
}

/** Whether series that a rule writes can have what a matcher asks for. */
function mayMatch({ labels = {} }: RecordRule, { label, operator, value }: Matcher): boolean {
  const own = labels[label];
  if (own === undefined) return true;
  const equal = operator.includes('~') ? new RegExp(`^(?:${value})$`).test(own) : own === value;
  return operator.startsWith('!') ? !equal : equal;
}

/** The matchers without those on labels that a rule sets. */
function withoutOwn({ labels = {} }: RecordRule, own: readonly string[]): readonly string[] {
  return own.flatMap(matchersOf).flatMap(({ label, text }) => (label in labels ? [] : [text]));
}
