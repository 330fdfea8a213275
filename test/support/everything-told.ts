import { stringify } from 'yaml';
import { createApp } from '../../src/app/app.js';
import { partProblems } from '../../src/app/part-checks.js';
import { problemsBelow } from '../../src/constructs/checked.js';
import { readEnvironment } from '../../src/files/load.js';
import { partsOf } from '../../src/files/parts.js';
import { knownNames } from '../../src/rules/known-names.js';

/** All that one run tells of an environment that is wrong somewhere, without places. */
export function everythingTold(settings: unknown): readonly string[] {
  const result = readEnvironment('environments/pair.yaml', stringify(settings), knownNames);
  if ('environment' in result)
    return problemsBelow(createApp([result.environment], 'unused')).map(({ message }) => message);
  const found = result.merged === undefined ? [] : partProblems(partsOf(result.merged));
  return [...result.problems, ...found].map(({ message }) => message);
}
