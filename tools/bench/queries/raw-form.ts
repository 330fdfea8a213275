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
 * What a record says, asked of raw series alone: each record that its rules read is replaced by the rules of that one, and a
 * window over one becomes a subquery at the steps at which it would have been recorded.
 * Throws where a record is read by a label that its rules set, which no raw series has.
 */
export function rawForm(record: string, records: Records, stepSeconds: number): string {
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
  const union = (name: string, own: readonly string[]): Tree =>
    (records.get(name) ?? [])
      .map((rule) => withLabels(inlined(parsePromql(rule.expr), own), rule, own))
      .reduce((left, right) => ({ kind: 'binary', operator: 'or', modifier: '', left, right }));
  return printTree(union(record, []));
}

/** As the rule labels what it stores. */
function withLabels(tree: Tree, { record, labels = {} }: RecordRule, own: readonly string[]): Tree {
  return Object.entries(labels).reduce((inner, [label, value]): Tree => {
    if (own.some((matchers) => matchers.includes(label))) throw new Error(`${record} must not be read by its ${label}`);
    const texts = [label, value, '', ''].map((text): Tree => ({ kind: 'atom', text: JSON.stringify(text) }));
    return { kind: 'call', name: 'label_replace', args: [inner, ...texts] };
  }, tree);
}
