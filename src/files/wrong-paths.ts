import type { z } from 'zod';
import { distinctOf, repeated } from '../config/distinct.js';
import { nearest } from '../lib/nearest.js';
import { insideOf, knownKeys } from './schema-problems.js';
import { valueAt } from './shown.js';
import type { Path } from './yaml-file.js';

type Issue = z.core.$ZodIssue;

/** A place that the schema finds wrong. */
export interface WrongPath {
  readonly path: Path;
  /** `alone`: whatever stands beside it. `beside`: only because of something else. `meant`: another key may have been meant for it. */
  readonly because: 'alone' | 'beside' | 'meant';
}

/** Where the schema finds something wrong: of what a list names twice the second, and of a key that is none the one that was meant, too. */
export function wrongPaths(value: unknown, issues: readonly Issue[]): readonly WrongPath[] {
  return issues.flatMap((issue) => pathsOf(value, issue, []));
}

function pathsOf(value: unknown, issue: Issue, parent: Path): readonly WrongPath[] {
  const path = [...parent, ...issue.path];
  const alone = (one: Path): WrongPath => ({ path: one, because: 'alone' });
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.flatMap((key) => {
        const meant = nearest(key, knownKeys(path));
        return [
          alone([...path, key]),
          ...(meant === undefined ? [] : [{ path: [...path, meant], because: 'meant' as const }]),
        ];
      });
    case 'invalid_union': {
      const inside = insideOf(issue);
      return inside === undefined ? [alone(path)] : inside.flatMap((one) => pathsOf(value, one, path));
    }
    case 'custom': {
      const identity = distinctOf(issue);
      const list = valueAt(value, path);
      if (identity === undefined || !Array.isArray(list)) return [{ path, because: 'beside' }];
      return repeated(list, identity).map(({ index }) => alone([...path, index]));
    }
    default:
      return [alone(path)];
  }
}
