import { isAlias, isCollection, isMap, isNode, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import type { Problem } from '../lib/problem.js';
import { aliasProblems } from '../lib/yaml-aliases.js';
import { plainProblems } from '../lib/yaml-plain.js';
import { inWords } from './yaml-words.js';

/** The keys and indices that lead to a value. */
export type Path = readonly PropertyKey[];

/** Where something is written. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A parsed YAML file, or several merged, that still knows where everything stood. */
export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  readonly problems: readonly Problem[];
  /** Where the value at that path is written, or the nearest thing around it. */
  readonly position: (path: Path) => Place;
  /** Where a key of the mapping at that path is written. */
  readonly keyPosition: (path: Path, key: string) => Place;
  /** The number at that path in the signs in which it is written; nothing where there is no number. */
  readonly source: (path: Path) => string | undefined;
}

/** Reads a YAML text of one document; what does not parse is a problem with its line and column. */
export function parseYamlFile(file: string, text: string): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset);
    return { file, line, column: col };
  };
  const start = (node: Node | null | undefined) => at(node?.range?.[0] ?? 0);

  const childOf = (node: Node | null, part: PropertyKey): Node | undefined => {
    const found: unknown = isCollection(node) ? node.get(part, true) : undefined;
    const child = isAlias(found) ? found.resolve(document) : found;
    return isScalar(child) || isCollection(child) ? child : undefined;
  };
  const nodeAt = (path: Path): Node | null => {
    let node: Node | null = document.contents;
    for (const part of path) {
      const child = childOf(node, part);
      if (child === undefined) return node;
      node = child;
    }
    return node;
  };

  const misread = [...document.errors, ...document.warnings.filter(({ code }) => code !== TOLD_AS_TAG)].map(
    ({ code, message, pos }) => ({
      code,
      message: code === 'DUPLICATE_KEY' ? repeated(text.slice(pos[0])) : inWords(code, message),
      pos,
    }),
  );
  const follows = (from: readonly [number, ...unknown[]], before: typeof misread) =>
    before.some(({ code, pos }) => code !== 'DUPLICATE_KEY' && at(pos[0]).line === at(from[0]).line);
  const problems = [
    // After an error the rest of its line is read as what nobody wrote.
    ...misread.filter((one, index) => !follows(one.pos, misread.slice(0, index))),
    ...plainProblems(document).filter(({ pos }) => !follows(pos, misread)),
    ...aliasProblems(document),
  ]
    .map(({ message, pos }) => ({ ...at(pos[0]), message: `is not valid YAML: ${firstLine(message)}` }))
    .filter(
      (one, index, all) => all.findIndex((other) => one.line === other.line && one.column === other.column) === index,
    );
  return {
    file,
    value: problems.length > 0 ? undefined : document.toJS({ maxAliasCount: -1 }),
    problems,
    position: (path) => start(nodeAt(path)),
    source: (path) => {
      const node = path.reduce<Node | null | undefined>(
        (inner, part) => (inner === undefined ? undefined : childOf(inner, part)),
        document.contents,
      );
      return isScalar(node) && typeof node.value === 'number' ? node.source : undefined;
    },
    keyPosition: (path, key) => {
      const map = nodeAt(path);
      const named = (item: unknown) => {
        const meant = isAlias(item) ? item.resolve(document) : item;
        return isScalar(meant) && String(meant.value) === key;
      };
      const written = isMap(map) ? map.items.find((item) => named(item.key))?.key : undefined;
      return start(isNode(written) ? written : map);
    },
  };
}

/** What is no plain data is told for every tag, known or not. */
const TOLD_AS_TAG = 'TAG_RESOLVE_FAILED';
function repeated(fromKey: string): string {
  return `keys must be unique in a mapping, found ${fromKey.split(/\s*[:\n]/, 1)[0]} again`;
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
