import { catalogue } from '../../src/metrics/catalogue.js';
import type { Component } from '../../src/metrics/components.js';
import { seriesNames } from '../../src/promql/names.js';
import { parsePromql } from '../../src/promql/parse.js';
import { labelsBehind, type Modifier, partsOf, type Tree } from '../../src/promql/tree.js';
import type { AlertRule, RecordRule, RuleGroup } from '../../src/rules/rule-group.js';

/** A place in a rule where what was of one namespace becomes everybody's. */
export interface Crossing {
  readonly rule: string;
  /** The operation, as PromQL prints it without its operands. */
  readonly lost: string;
  /** Whose exporters count what goes in, through all records. */
  readonly words: readonly Component[];
}

/** What gives series of its own, whatever namespaces went in. */
const WITHOUT_LABELS = ['absent', 'absent_over_time', 'scalar', 'vector', 'time'];
const WITH_NEW_LABEL = ['label_replace', 'label_join'];
const PARTS = /_(bucket|sum|count)$/;

/** Every crossing of these rules, each once. */
export function crossings(groups: readonly RuleGroup[]): readonly Crossing[] {
  const rules = groups.flatMap((group) => group.rules);
  const wordsOf = exporters(rules);
  const all = rules.flatMap((rule) =>
    lossesIn(parsePromql(rule.expr)).map(({ lost, of }) => ({
      rule: nameOf(rule),
      lost,
      words: wordsOf(of.flatMap(seriesNames)),
    })),
  );
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).values()];
}

interface Loss {
  readonly lost: string;
  readonly of: readonly Tree[];
}

function lossesIn(tree: Tree): readonly Loss[] {
  const of = partsOf(tree);
  const inner = of.flatMap(lossesIn);
  const lost = lossOf(tree);
  return lost === undefined ? inner : [{ lost, of }, ...inner];
}

function lossOf(tree: Tree): string | undefined {
  if (tree.kind === 'binary') {
    const isMatched = labelsBehind(tree.modifiers, 'on', 'ignoring') !== undefined;
    return isMatched && !keepsNamespace(tree.modifiers) ? `${tree.operator} ${wordsOf(tree.modifiers)}` : undefined;
  }
  if (tree.kind === 'aggregate') {
    return keepsNamespace(tree.modifiers) ? undefined : `${tree.operator} ${wordsOf(tree.modifiers)}`.trim();
  }
  if (tree.kind !== 'call') return undefined;
  const [, written] = tree.args;
  const isRenamed = WITH_NEW_LABEL.includes(tree.name) && written?.kind === 'literal' && written.text === '"namespace"';
  return isRenamed || WITHOUT_LABELS.includes(tree.name) ? tree.name : undefined;
}

/** Whether series of two namespaces stay two: `by` and `on` name it, `without` and `ignoring` do not. */
function keepsNamespace(modifiers: readonly Modifier[]): boolean {
  const left = labelsBehind(modifiers, 'without', 'ignoring');
  return left === undefined
    ? (labelsBehind(modifiers, 'by', 'on') ?? []).includes('namespace')
    : !left.includes('namespace');
}

const wordsOf = (modifiers: readonly Modifier[]) =>
  modifiers.map(({ word, labels }) => (labels === undefined ? word : `${word} (${labels.join(', ')})`)).join(' ');

/** The components whose exporters say what is read under some names; records of these rules are taken for what they read themselves. */
export function exporters(
  rules: readonly (RecordRule | AlertRule)[],
): (names: readonly string[]) => readonly Component[] {
  const componentOf = new Map(catalogue.map(({ name, component }) => [name, component]));
  const sources = new Map<string, Set<string>>();
  const reached = (name: string): ReadonlySet<string> => {
    const known = sources.get(name);
    if (known !== undefined) return known;
    const found = new Set<string>();
    sources.set(name, found);
    const recording = rules.filter((rule) => 'record' in rule && rule.record === name);
    if (recording.length === 0) return found.add(name);
    for (const read of recording.flatMap(({ expr }) => seriesNames(expr))) {
      for (const raw of reached(read)) found.add(raw);
    }
    return found;
  };
  return (names) => {
    const raw = names.flatMap((name) => [...reached(name)]);
    const words = raw.map((name) => {
      const word = componentOf.get(name) ?? componentOf.get(name.replace(PARTS, ''));
      if (word === undefined) throw new Error(`nobody exposes ${name}`);
      return word;
    });
    return [...new Set(words)].sort();
  };
}

function nameOf(rule: RecordRule | AlertRule): string {
  return 'record' in rule ? rule.record : rule.alert;
}
