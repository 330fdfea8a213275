import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Environment } from '../config/environment.js';
import { planOf } from '../plan/plan.js';
import { seriesNames } from '../promql/names.js';
import { groupsOfFile, TEST_FILE } from '../rules/extra/read.js';
import type { RuleGroup } from '../rules/rule-group.js';
import { promtool } from './promtool.js';

/** Our own rules beside those of the folder. */
const OURS = 'arks-monitoring.rules.yaml';

const unitTest = z.looseObject({
  rule_files: z.array(z.string()),
  group_eval_order: z.array(z.string()).default([]),
});

/** What promtool said of a file of unit tests. */
export interface TestedFile {
  readonly file: string;
  readonly ok: boolean;
  readonly output: string;
}

/** The files of unit tests beside the rules that ride along in an environment, sorted; none where no rules do. */
export function ruleTestFiles({ file, rules }: Pick<Environment, 'file' | 'rules'>): readonly string[] {
  if (rules.extraRules === undefined) return [];
  const folder = join(dirname(file), rules.extraRules.folder);
  return readdirSync(folder)
    .filter((name) => TEST_FILE.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/**
 * Runs a file of unit tests with promtool, which is a program of that name or path, as if our recorded rules and objectives stood in its
 * `rule_files`, so that a test may begin with series of engines. Rules are those of the files, before a ruler confines them to its cluster.
 * Says so where it names a file that the folder does not have.
 */
export async function runRuleTest(program: string, environment: Environment, file: string): Promise<TestedFile> {
  const text = readFileSync(file, 'utf8');
  const parsed = unitTest.safeParse(parse(text));
  if (!parsed.success) {
    const words = parsed.error.issues.map(({ path, message }) => `${path.map(String).join('.') || 'it'}: ${message}`);
    return { file, ok: false, output: words.join('\n') };
  }
  const { recorded, promised, extraRules } = planOf(environment);
  const byName = new Map(extraRules.files.map((one) => [basename(one.file), groupsOfFile(one)]));
  const unknown = parsed.data.rule_files.filter((name) => !byName.has(name));
  if (unknown.length > 0) {
    const there = [...byName.keys()].join(', ');
    return {
      file,
      ok: false,
      output: `rule_files must be files of the folder, got ${unknown.join(', ')}; there are ${there}`,
    };
  }
  const own = parsed.data.rule_files.map((name) => ({ name, groups: byName.get(name) ?? [] }));
  const said = [text, ...own.flatMap(({ groups }) => groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)))];
  const ours = recordsRead([...recorded, ...promised.flatMap(({ groups }) => groups)], said.join('\n'));
  const order = [...ours, ...own.flatMap(({ groups }) => groups)].map(({ name }) => name);
  const asked = parsed.data.group_eval_order;
  const { ok, output } = await promtool(program, ['test', 'rules', basename(file)], {
    [OURS]: { groups: ours },
    ...Object.fromEntries(own.map(({ name, groups }) => [name, { groups }])),
    [basename(file)]: {
      ...parsed.data,
      rule_files: [OURS, ...parsed.data.rule_files],
      // promtool takes groups in a random order, so that a record could come an evaluation after what reads it.
      group_eval_order: [...order.filter((name) => !asked.includes(name)), ...asked],
    },
  });
  return { file, ok, output };
}

/** The groups cut down to the records that a text names and those that they are made of: the others would only take time. */
function recordsRead(groups: readonly RuleGroup[], text: string): readonly RuleGroup[] {
  const all = groups.flatMap(({ rules }) => rules.flatMap((rule) => ('record' in rule ? [rule] : [])));
  const needed = new Set<string>();
  const need = (name: string): void => {
    if (needed.has(name)) return;
    needed.add(name);
    const read = all.filter(({ record }) => record === name).flatMap(({ expr }) => seriesNames(expr));
    for (const one of read) if (all.some(({ record }) => record === one)) need(one);
  };
  for (const { record } of all) if (text.includes(record)) need(record);
  return groups
    .map((group) => ({ ...group, rules: group.rules.filter((rule) => 'record' in rule && needed.has(rule.record)) }))
    .filter(({ rules }) => rules.length > 0);
}
