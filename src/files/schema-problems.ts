import { z } from 'zod';
import { distinctOf, type EntryIdentity, repeated } from '../config/distinct.js';
import { environmentSchema } from '../config/environment.js';
import { nearest } from '../lib/nearest.js';
import { pathText } from '../lib/path-text.js';
import type { Problem } from '../lib/problem.js';
import { EXTENDS } from './environment-files.js';
import { shown, shownAt, valueAt } from './shown.js';
import type { YamlFile } from './yaml-file.js';

type Issue = z.core.$ZodIssue;
type JsonSchema = z.core.JSONSchema.BaseSchema;

/** How messages of the schema begin; those of Zod do not. */
const OWN_WORDS = /^must /;

const jsonSchema: JsonSchema = z.toJSONSchema(environmentSchema, { io: 'input' });

/** What the schema finds wrong, each with its path, what came, what is allowed and where it stands. */
export function schemaProblems(yaml: YamlFile, issues: readonly Issue[]): readonly Problem[] {
  return told(issues).flatMap((issue) => problemsOf(yaml, issue, []));
}

/** Where a number is too large for its setting, nothing is said of numbers that no program counts exactly. */
function told(issues: readonly Issue[]): readonly Issue[] {
  const pathOf = ({ path }: Issue) => JSON.stringify(path.map(String));
  return issues.filter(
    (issue) => !isInexact(issue) || !issues.some((other) => !isInexact(other) && pathOf(other) === pathOf(issue)),
  );
}

function problemsOf(yaml: YamlFile, issue: Issue, parent: readonly PropertyKey[]): readonly Problem[] {
  const path = [...parent, ...issue.path];
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(yaml, path, key));
    case 'invalid_key':
      return issue.issues.flatMap((inner) => [
        {
          ...keyOf(yaml, path),
          message: `${pathText(path)} ${inner.message}, got ${shown(path.at(-1))}`,
        },
      ]);
    case 'invalid_union':
      return problemsOfUnion(yaml, issue, path);
    case 'custom': {
      const identity = distinctOf(issue);
      const list = valueAt(yaml.value, path);
      if (identity !== undefined && Array.isArray(list))
        return repetitions(yaml, path, repeated(list, identity), identity);
      return [problemAt(yaml, issue, path)];
    }
    default:
      return [problemAt(yaml, issue, path)];
  }
}

function problemAt(yaml: YamlFile, issue: Issue, path: readonly PropertyKey[]): Problem {
  const message = `${pathText(path)} ${allowed(issue)}, got ${found(yaml, path)}${suggestion(issue, yaml.value, path)}`;
  return { ...yaml.position(path), message };
}

/** Each entry of a list that is there before, at its own name. */
function repetitions(
  yaml: YamlFile,
  path: readonly PropertyKey[],
  all: ReturnType<typeof repeated>,
  { key }: EntryIdentity,
): readonly Problem[] {
  const of = (index: number) => [...path, index, ...(key === undefined ? [] : [key])];
  return all.map(({ index, first }) => ({
    ...yaml.position(of(index)),
    message: `${pathText(of(index))} must be unique, got ${shownAt(yaml, of(index))}, as in ${pathText(of(first))}`,
  }));
}

/** The member that came closest speaks for the whole union: a list that is wrong inside is still a list. */
export function insideOf(issue: z.core.$ZodIssueInvalidUnion): readonly Issue[] | undefined {
  return issue.errors.find((errors) => errors.every((error) => error.path.length > 0 || error.code === 'too_small'));
}

function problemsOfUnion(yaml: YamlFile, issue: z.core.$ZodIssueInvalidUnion, path: readonly PropertyKey[]) {
  const inside = insideOf(issue);
  if (inside !== undefined) return told(inside).flatMap((inner) => problemsOf(yaml, inner, path));
  return [
    {
      ...yaml.position(path),
      message: `${pathText(path)} ${issue.message}, got ${found(yaml, path)}${suggestion(issue, yaml.value, path)}`,
    },
  ];
}

function unknownKey(yaml: YamlFile, path: readonly PropertyKey[], key: string): Problem {
  const known = knownKeys(path);
  const meant = nearest(key, known);
  const hint = meant === undefined ? `allowed are ${known.join(', ')}` : `did you mean ${pathText([...path, meant])}?`;
  return {
    ...yaml.keyPosition(path, key),
    message: `${pathText([...path, key])} is not a setting; ${hint}`,
  };
}

/** The keys that may stand in the mapping at a path, as far as they are not the user's own. */
export function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  const { properties, propertyNames } = schemaAt(path) ?? {};
  const named = typeof propertyNames === 'object' ? (propertyNames.enum ?? []).map(String) : [];
  return [...Object.keys(properties ?? {}), ...named, ...(path.length === 0 ? [EXTENDS] : [])];
}

/** Whether the mapping at a path has texts under keys of the user's own. */
export function hasOwnTexts(path: readonly PropertyKey[]): boolean {
  const { additionalProperties } = schemaAt(path) ?? {};
  return typeof additionalProperties === 'object' && additionalProperties.type === 'string';
}

/** Whole, and too far from 0 to be told from its neighbours. */
function isInexact(issue: Issue): boolean {
  return (
    (issue.code === 'too_big' && issue.maximum === Number.MAX_SAFE_INTEGER) ||
    (issue.code === 'too_small' && issue.minimum === Number.MIN_SAFE_INTEGER)
  );
}

function allowed(issue: Issue): string {
  if (isInexact(issue)) return `must be a whole number of at most ${Number.MAX_SAFE_INTEGER}`;
  if (issue.code === 'invalid_value' && !OWN_WORDS.test(issue.message)) {
    return `must be ${issue.values.length === 1 ? '' : 'one of '}${issue.values.map(String).join(', ')}`;
  }
  if (issue.code === 'invalid_type' && !OWN_WORDS.test(issue.message)) {
    return `must be ${TYPE_WORDS[issue.expected] ?? issue.expected}`;
  }
  return issue.message;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'a mapping',
  record: 'a mapping',
  string: 'text',
};

function suggestion(issue: Issue, value: unknown, path: readonly PropertyKey[]): string {
  const meant = nearest(String(valueAt(value, path)), candidates(issue));
  return meant === undefined ? '' : `; did you mean ${meant}?`;
}

/** What could have been meant, where that is a list of names. */
function candidates(issue: Issue): readonly string[] {
  if (issue.code === 'invalid_value') return issue.values.map(String);
  if (issue.code === 'invalid_union') return ['all'];
  const named: unknown = issue.code === 'custom' ? issue.params?.['candidates'] : undefined;
  return Array.isArray(named) ? named.map(String) : [];
}

function found(yaml: YamlFile, path: readonly PropertyKey[]): string {
  const byDefault = schemaAt(path)?.default;
  const isDefault = valueAt(yaml.value, path) === undefined && byDefault !== undefined;
  return isDefault ? `${shown(byDefault)}, the default` : shownAt(yaml, path);
}

function schemaAt(path: readonly PropertyKey[]): JsonSchema | undefined {
  return path.reduce<JsonSchema | undefined>((schema, part) => {
    const { items, properties = {} } = schema ?? {};
    const key = String(part);
    const inner = typeof part === 'number' ? items : Object.hasOwn(properties, key) ? properties[key] : undefined;
    return typeof inner === 'object' && !Array.isArray(inner) ? inner : undefined;
  }, jsonSchema);
}

function keyOf(yaml: YamlFile, path: readonly PropertyKey[]) {
  return yaml.keyPosition(path.slice(0, -1), String(path.at(-1)));
}
