import { type Document, isCollection, isMap, isNode, isScalar, visit } from 'yaml';

interface PlainProblem {
  readonly message: string;
  readonly pos: readonly [number];
}

/** Tags of what settings consist of; all others make sets, dates or bytes, which no setting is, or nothing at all. */
const PLAIN_TAGS: readonly string[] = ['str', 'int', 'float', 'bool', 'null', 'seq', 'map'].map(
  (name) => `tag:yaml.org,2002:${name}`,
);
/** In a JavaScript object this key says what the object is, so that no check would see it. */
const PROTOTYPE = '__proto__';
/** Half of a pair of UTF-16; in UTF-8 there is no such character. */
const HALF_OF_PAIR = /\p{Surrogate}/u;

/** What of a document would not be the text, number, list or mapping that it looks like. */
export function plainProblems(document: Document): readonly PlainProblem[] {
  const problems: PlainProblem[] = [];
  const report = (node: unknown, message: string) =>
    problems.push({ message, pos: [(isNode(node) ? node.range?.[0] : undefined) ?? 0] });
  visit(document, {
    Node: (_, node) => {
      const tag = 'tag' in node ? node.tag : undefined;
      if (tag !== undefined && !PLAIN_TAGS.includes(tag)) report(node, `the tag ${shortTag(tag)} makes no setting`);
      if (isScalar(node) && typeof node.value === 'string' && HALF_OF_PAIR.test(node.value)) {
        report(node, 'text must not hold half of a surrogate pair, which is no character');
      }
      if (isMap(node)) for (const { node: key, text } of repeatedKeys(node.items)) report(key, again(text));
    },
    Pair: (_, { key }) => {
      if (isScalar(key) && key.value === null) report(key, 'keys must be text, found null, or nothing');
      if (isCollection(key)) report(key, 'keys must be text, found a list or mapping');
      if (isScalar(key) && key.value === PROTOTYPE) report(key, `a key must not be ${PROTOTYPE}`);
    },
  });
  return problems;
}

/** Keys such as 1 and "1", which differ for YAML only; YAML tells of those that do not. */
function repeatedKeys(pairs: readonly { readonly key: unknown }[]) {
  const keys = pairs.flatMap(({ key }) =>
    isScalar(key) ? [{ node: key, value: key.value, text: String(key.value) }] : [],
  );
  return keys.filter(({ value, text }, index) => {
    const before = keys.slice(0, index).filter((other) => other.text === text);
    return before.length > 0 && before.every((other) => other.value !== value);
  });
}

function again(key: string): string {
  return `keys must be unique in a mapping, found ${key} again`;
}

function shortTag(tag: string): string {
  return tag.replace(/^tag:yaml\.org,2002:/, '!!');
}
