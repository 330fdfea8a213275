import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** What a PromQL expression means, parentheses and white space left out. */
export type Tree =
  | { readonly kind: 'atom'; readonly text: string }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly modifier: string;
      readonly left: Tree;
      readonly right: Tree;
    }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Tree }
  | { readonly kind: 'aggregate'; readonly operator: string; readonly grouping: string; readonly args: readonly Tree[] }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Tree[] }
  | { readonly kind: 'suffixed'; readonly operand: Tree; readonly suffix: string };

/** Variables that Grafana puts in before Prometheus sees a query; PromQL itself has no word for them. */
const GRAFANA_DURATION = /\$__(rate_interval|interval|range)\b/g;
/** A duration that no query uses, so that it can be turned back. */
const STAND_INS: Readonly<Record<string, string>> = { rate_interval: '7919s', interval: '7907s', range: '7901s' };

/** The tree of an expression. Throws, with the expression and the place, where it is not PromQL. */
export function parsePromql(expression: string): Tree {
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
}

function treeOf(node: SyntaxNode, text: string): Tree {
  const inner = children(node);
  switch (node.name) {
    case 'ParenExpr':
      return treeOf(first(inner, node), text);
    case 'BinaryExpr':
      return binary(inner, text);
    case 'UnaryExpr':
      return { kind: 'unary', operator: source(first(inner, node), text), operand: treeOf(last(inner, node), text) };
    case 'AggregateExpr':
      return aggregate(inner, text);
    case 'FunctionCall':
      return { kind: 'call', name: source(first(inner, node), text), args: argumentsOf(inner, text) };
    case 'OffsetExpr': {
      const [operand, ...rest] = inner;
      return {
        kind: 'suffixed',
        operand: treeOf(operand ?? node, text),
        suffix: ` ${rest.map((part) => source(part, text)).join(' ')}`,
      };
    }
    case 'SubqueryExpr': {
      const [operand, ...durations] = inner;
      const [range = '', resolution = ''] = durations.map((part) => source(part, text));
      return { kind: 'suffixed', operand: treeOf(operand ?? node, text), suffix: `[${range}:${resolution}]` };
    }
    case 'MatrixSelector': {
      const [operand, range] = inner;
      return {
        kind: 'suffixed',
        operand: treeOf(operand ?? node, text),
        suffix: `[${range === undefined ? '' : source(range, text)}]`,
      };
    }
    case 'VectorSelector':
      return { kind: 'atom', text: selector(inner, text) };
    default:
      return { kind: 'atom', text: source(node, text) };
  }
}

function binary(inner: readonly SyntaxNode[], text: string): Tree {
  const [left, operator, ...rest] = inner;
  const right = rest.at(-1);
  if (left === undefined || operator === undefined || right === undefined)
    throw new Error(`not a binary expression: ${text}`);
  return {
    kind: 'binary',
    operator: source(operator, text),
    modifier: rest
      .slice(0, -1)
      .map((part) => modifierText(part, text))
      .join(' '),
    left: treeOf(left, text),
    right: treeOf(right, text),
  };
}

function aggregate(inner: readonly SyntaxNode[], text: string): Tree {
  const modifier = inner.find(({ name }) => name === 'AggregateModifier');
  return {
    kind: 'aggregate',
    operator: source(inner.find(({ name }) => name === 'AggregateOp') ?? inner[0], text),
    grouping: modifier === undefined ? '' : modifierText(modifier, text),
    args: argumentsOf(inner, text),
  };
}

/** `by (a, b)`, `on (a) group_left (b)`, `bool`: words, and lists in parentheses. */
function modifierText(node: SyntaxNode, text: string): string {
  if (node.name === 'BoolModifier') return 'bool';
  return children(node)
    .map((part) => (part.name === 'GroupingLabels' ? labelList(part, text) : source(part, text)))
    .join(' ');
}

function labelList(node: SyntaxNode, text: string): string {
  return `(${children(node)
    .map((label) => source(label, text))
    .join(', ')})`;
}

function selector(inner: readonly SyntaxNode[], text: string): string {
  return inner
    .map((part) => {
      if (part.name !== 'LabelMatchers') return source(part, text);
      const matchers = children(part).map((matcher) => source(matcher, text).replace(/\s+/g, ' '));
      return matchers.length === 0 ? '' : `{${matchers.join(',')}}`;
    })
    .join('');
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

function source(node: SyntaxNode | undefined, text: string): string {
  const exact = node === undefined ? '' : text.slice(node.from, node.to);
  return Object.entries(STAND_INS).reduce(
    (result, [name, duration]) => result.replaceAll(duration, `$__${name}`),
    exact,
  );
}

function first(nodes: readonly SyntaxNode[], parent: SyntaxNode): SyntaxNode {
  return nodes[0] ?? parent;
}

function last(nodes: readonly SyntaxNode[], parent: SyntaxNode): SyntaxNode {
  return nodes.at(-1) ?? parent;
}
