import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';
import { memoize } from '../lib/memoize.js';
import type { Matcher } from './matchers.js';
import { unquoted } from './quoted.js';
import type { Modifier, Selector, Tree } from './tree.js';

/** Variables that Grafana puts in before Prometheus sees a query; PromQL itself has no word for them. */
const GRAFANA_DURATION = /\$__(rate_interval|interval|range)\b/g;
/** A duration that no query uses, so that it can be turned back. */
const STAND_INS: Readonly<Record<string, string>> = { rate_interval: '7919s', interval: '7907s', range: '7901s' };
const STOOD_FOR = new Map(Object.entries(STAND_INS).map(([name, duration]) => [duration, `$__${name}`]));
const STAND_IN = new RegExp([...STOOD_FOR.keys()].join('|'), 'g');
const OPERATORS: readonly Matcher['operator'][] = ['=~', '!~', '!=', '='];

/** The tree of an expression. Throws, with the expression and the place, where it is not PromQL. */
export const parsePromql = memoize((expression: string): Tree => {
  const text = expression.replace(GRAFANA_DURATION, (_, name: string) => STAND_INS[name] ?? '');
  const { topNode } = parser.parse(text);
  let bad: SyntaxNode | undefined;
  topNode.cursor().iterate((node) => {
    if (node.type.isError) bad ??= node.node;
  });
  const [only, ...others] = children(topNode);
  if (bad !== undefined || only === undefined || others.length > 0) {
    throw new Error(`not PromQL at "${text.slice(bad?.from ?? 0, (bad?.from ?? 0) + 20)}": ${expression}`);
  }
  return treeOf(only, text);
});

function treeOf(node: SyntaxNode, text: string): Tree {
  const inner = children(node);
  const operand = () => treeOf(inner[0] ?? node, text);
  switch (node.name) {
    case 'ParenExpr':
      return operand();
    case 'BinaryExpr':
      return binary(inner, text);
    case 'UnaryExpr':
      return { kind: 'unary', operator: source(inner[0], text), operand: treeOf(inner.at(-1) ?? node, text) };
    case 'AggregateExpr': {
      const modifiers = inner.filter(({ name }) => name === 'AggregateModifier').flatMap((one) => words(one, text));
      const operator = lowerCase(source(inner.find(({ name }) => name === 'AggregateOp') ?? inner[0], text));
      return { kind: 'aggregate', operator, modifiers, args: argumentsOf(inner, text) };
    }
    case 'FunctionCall':
      return { kind: 'call', name: source(inner[0], text), args: argumentsOf(inner, text) };
    case 'OffsetExpr':
    case 'StepInvariantExpr': {
      const to = sourceOf(text.slice(inner[0]?.to ?? node.from, node.to));
      return { kind: 'moved', operand: operand(), to: lowerCase(to.replaceAll(/\s+/g, ' ').replace(/^ ?@ ?/, '@ ')) };
    }
    case 'SubqueryExpr':
      return { kind: 'range', operand: operand(), window: source(inner[1], text), step: source(inner[2], text) };
    case 'MatrixSelector':
      return { kind: 'range', operand: operand(), window: source(inner[1], text) };
    case 'VectorSelector':
      return selector(inner, text);
    default:
      return { kind: 'literal', text: source(node, text) };
  }
}

function binary(inner: readonly SyntaxNode[], text: string): Tree {
  const [left, operator, ...rest] = inner;
  const right = rest.at(-1);
  if (left === undefined || right === undefined) throw new Error(`not a binary expression: ${text}`);
  return {
    kind: 'binary',
    operator: lowerCase(source(operator, text)),
    modifiers: rest.slice(0, -1).flatMap((part) => words(part, text)),
    left: treeOf(left, text),
    right: treeOf(right, text),
  };
}

/** Words, and behind some of them a list of labels in parentheses. */
function words(node: SyntaxNode, text: string): readonly Modifier[] {
  const parts = children(node);
  return parts.flatMap((part, index) => {
    if (part.name === 'GroupingLabels') return [];
    const list = parts[index + 1];
    const word = lowerCase(source(part, text));
    if (list?.name !== 'GroupingLabels') return [{ word }];
    return [{ word, labels: children(list).map((label) => source(label, text)) }];
  });
}

function selector(inner: readonly SyntaxNode[], text: string): Selector {
  const identifier = inner.find(({ name }) => name === 'Identifier');
  const listed = inner.filter(({ name }) => name === 'LabelMatchers').flatMap(children);
  // In braces and without a value it is a name, as `{"a.b"}` and `{"a.b", c="d"}` have it.
  const bare = listed.find(({ name }) => name === 'QuotedLabelName');
  const name = bare === undefined ? source(identifier, text) : unquoted(source(bare, text));
  return {
    kind: 'selector',
    name,
    matchers: listed.filter((one) => one !== bare).map((one) => matcher(children(one), text)),
  };
}

function matcher([label, operator, value]: readonly SyntaxNode[], text: string): Matcher {
  const name = source(label, text);
  return {
    label: label?.name === 'QuotedLabelName' ? unquoted(name) : name,
    operator: OPERATORS.find((one) => one === source(operator, text)) ?? '=',
    value: unquoted(source(value, text)),
  };
}

function argumentsOf(inner: readonly SyntaxNode[], text: string): readonly Tree[] {
  const body = inner.find(({ name }) => name === 'FunctionCallBody');
  return body === undefined ? [] : children(body).map((argument) => treeOf(argument, text));
}

function children(node: SyntaxNode): readonly SyntaxNode[] {
  const result: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) result.push(child);
  return result;
}

/** Keywords may be written in either case. */
function lowerCase(word: string): string {
  return word.trim().toLowerCase();
}

function source(node: SyntaxNode | undefined, text: string): string {
  return node === undefined ? '' : sourceOf(text.slice(node.from, node.to));
}

function sourceOf(part: string): string {
  return part.replace(STAND_IN, (duration) => STOOD_FOR.get(duration) ?? duration);
}
