import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../../../src/config/environment.js';
import type { RuleGroup } from '../../../src/rules/rule-group.js';
import { type DataSet, UNTIL_SECONDS } from './data-sets.js';

/** Blocks of a Prometheus that holds a data set, which may have been played before. */
export interface KeptHistory {
  readonly dataFolder: string;
  /** Whether all of it is there. */
  readonly isComplete: boolean;
  /** Told when all of it is. */
  readonly complete: () => void;
}

const SIMULATOR = join(import.meta.dirname, '../../simulator');
const MARK = 'complete';
const DIGITS = 16;

/**
 * Where a data set is kept below a folder. Whatever is there of another simulator, other rules or other faults is removed:
 * it would show what is no longer so. Words for people are no part of that.
 */
export function keptHistory(
  folder: string,
  set: DataSet,
  environment: Environment,
  groups: readonly RuleGroup[],
): KeptHistory {
  const path = join(folder, set.name);
  const mark = join(path, MARK);
  const key = keyOf(set, environment, groups);
  const isComplete = existsSync(mark) && readFileSync(mark, 'utf8') === key;
  if (!isComplete) rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return { dataFolder: join(path, 'data'), isComplete, complete: () => writeFileSync(mark, key) };
}

function keyOf({ name, title, scenario }: DataSet, environment: Environment, groups: readonly RuleGroup[]): string {
  const rules = groups.map((group) => group.rules.map((rule) => ({ ...rule, annotations: undefined })));
  const hash = createHash('sha256').update(JSON.stringify([name, title, scenario, UNTIL_SECONDS, environment, rules]));
  const files = readdirSync(SIMULATOR, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.startsWith('test/'))
    .sort();
  for (const file of files) hash.update(file).update(readFileSync(join(SIMULATOR, file)));
  return hash.digest('hex').slice(0, DIGITS);
}
