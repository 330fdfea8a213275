import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import type { Environment } from '../config/environment.js';
import { shown, valueAt } from '../files/shown.js';
import { parseYamlFile, type YamlFile } from '../files/yaml-file.js';
import { pathText } from '../lib/path-text.js';
import { type Problem, problemLine } from '../lib/problem.js';
import { planOf } from '../plan/plan.js';
import { asWatched } from '../rules/evaluated.js';
import { groupsOfFile, TEST_FILE } from '../rules/extra/read.js';
import { promtool } from './promtool.js';
import { rulesTested } from './rules-tested.js';

/** Our rules beside those of the folder. */
const OURS = 'arks-monitoring.rules.yaml';

const names = (what: string) => z.array(z.string(`must be ${what}`), `must be a list of ${what}`).default([]);

const unitTest = z.looseObject(
  { rule_files: names('files of the folder'), group_eval_order: names('groups of rules') },
  'must be a unit test of promtool, with tests',
);

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
 * Runs a file of unit tests with promtool, which is a program of that name or path, as if our records, objectives and alerts stood in its
 * `rule_files`, so that a test may begin with series of engines and end with an alert of ours. Rules are those of the files, before a ruler
 * confines them to its cluster. What is wrong with the file itself is said with its line and column.
 */
export async function runRuleTest(program: string, environment: Environment, file: string): Promise<TestedFile> {
  const text = readFileSync(file, 'utf8');
  const yaml = parseYamlFile(file, text);
  const parsed = unitTest.safeParse(yaml.value);
  const wrong = yaml.problems.length > 0 ? yaml.problems : wronglyWritten(yaml, parsed.error);
  if (wrong.length > 0 || !parsed.success) return { file, ok: false, output: wrong.map(problemLine).join('\n') };
  const { recorded, promised, alerted, extraRules } = planOf(environment);
  const byName = new Map(extraRules.files.map((one) => [basename(one.file), groupsOfFile(one).map(asWatched)]));
  const unknown = parsed.data.rule_files.flatMap((name, index) =>
    byName.has(name) ? [] : [{ path: ['rule_files', index], name }],
  );
  if (unknown.length > 0) {
    const allowed = [...byName.keys()].join(', ') || 'none';
    const lines = unknown.map(({ path, name }) =>
      problemLine({
        ...yaml.position(path),
        message: `${pathText(path)} must be a file of the folder, got "${name}"; there are ${allowed}`,
      }),
    );
    return { file, ok: false, output: lines.join('\n') };
  }
  const own = parsed.data.rule_files.map((name) => ({ name, groups: byName.get(name) ?? [] }));
  const said = [text, ...own.flatMap(({ groups }) => groups.flatMap(({ rules }) => rules.map(({ expr }) => expr)))];
  const all = [...recorded, ...promised.flatMap(({ groups }) => groups), ...alerted.map(({ group }) => group)];
  const ours = rulesTested(all, { tests: parsed.data, text: said.join('\n') });
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

function wronglyWritten(yaml: YamlFile, error: z.ZodError | undefined): readonly Problem[] {
  return (error?.issues ?? []).map(({ path, message }) => ({
    ...yaml.position(path),
    message: `${pathText(path)} ${message}, got ${shown(valueAt(yaml.value, path))}`,
  }));
}
