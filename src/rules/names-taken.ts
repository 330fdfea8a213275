import { type ProblemPlace, startOf } from '../lib/problem.js';
import { type ExtraRules, groupsOfFile } from './extra/read.js';
import type { RuleGroup } from './rule-group.js';

/** Groups of rules and the object that holds them. */
interface Named {
  readonly name: string;
  readonly groups: readonly RuleGroup[];
}

/** The names that rules take, each once and after what bears it, as in `alert QueueLong`: of object, groups, alerts and records. */
export function namesTaken({ name, groups }: Named): readonly string[] {
  const rules = groups.flatMap((group) => group.rules);
  return [
    `object ${name}`,
    ...groups.map((group) => `group ${group.name}`),
    ...new Set(rules.map((rule) => ('record' in rule ? `record ${rule.record}` : `alert ${rule.alert}`))),
  ];
}

/** The same names of files, each with where the first that bears it stands. */
export function namesInFiles({
  files,
}: Pick<ExtraRules, 'files'>): readonly { readonly name: string; readonly place: ProblemPlace }[] {
  return files.flatMap((file) => {
    const placed = file.groups.flatMap(({ name, place, rules }) => [
      { name: `group ${name}`, place },
      ...rules.map(({ rule, place: within }) =>
        'record' in rule
          ? { name: `record ${rule.record}`, place: within('record') }
          : { name: `alert ${rule.alert}`, place: within('alert') },
      ),
    ]);
    return namesTaken({ name: file.name, groups: groupsOfFile(file) }).map(
      (name) => placed.find((one) => one.name === name) ?? { name, place: startOf(file.file) },
    );
  });
}
