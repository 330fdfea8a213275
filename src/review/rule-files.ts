import { parseDocument } from 'yaml';
import { isRecord, listAt, textAt, textsAt, without } from './paths.js';

const RULE_FILE = /^groups:/m;

/** The groups of rules of an object: in its spec, or in the rule files that a ConfigMap carries for a ruler. */
export function ruleGroupsOf(object: unknown): readonly unknown[] {
  return [
    ...listAt(object, 'spec', 'groups'),
    ...Object.values(ruleFilesOf(object)).flatMap((file) => listAt(file, 'groups')),
  ];
}

/** The same object with its groups by name and without their rules, which are told by themselves. */
export function withoutRules(object: unknown): unknown {
  if (!isRecord(object)) return object;
  const files = Object.entries(ruleFilesOf(object)).map(([name, file]) => [name, withoutGroupRules(file)] as const);
  const { data, spec } = object;
  return {
    ...object,
    ...(isRecord(data) && files.length > 0 ? { data: { ...data, ...Object.fromEntries(files) } } : {}),
    ...(listAt(spec, 'groups').length > 0 ? { spec: withoutGroupRules(spec) } : {}),
  };
}

function ruleFilesOf(object: unknown): Readonly<Record<string, unknown>> {
  if (textAt(object, 'kind') !== 'ConfigMap') return {};
  const texts = Object.entries(textsAt(object, 'data')).filter(([, text]) => RULE_FILE.test(text));
  const files = texts.map(([name, text]) => [name, parsed(text)] as const);
  return Object.fromEntries(files.filter(([, file]) => listAt(file, 'groups').length > 0));
}

/** A text that is no YAML is no rule file, and is told as any text. */
function parsed(text: string): unknown {
  const document = parseDocument(text);
  return document.errors.length === 0 ? document.toJS() : undefined;
}

function withoutGroupRules(value: unknown): unknown {
  const named = listAt(value, 'groups').map(
    (group) => [textAt(group, 'name'), without(group, 'rules', 'name')] as const,
  );
  return isRecord(value) ? { ...value, groups: Object.fromEntries(named) } : value;
}
