import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { memoize } from '../../src/lib/memoize.js';
import type { Memory, PlayedRules } from '../support/played-rules.js';
import { COMPLAINT } from './complaint.js';

/** What promtool said, by everything that it was given. */
export interface KeptAnswers {
  /** Knows what was played in this run and in earlier ones. */
  readonly ofAnyRun: Memory;
  /** Knows only what was played in this run: whoever survives is not believed on the word of an earlier one. */
  readonly ofThisRun: Memory;
}

interface Line {
  readonly key: string;
  readonly complaint: string;
}

const versionOf = memoize((program: string) => execFileSync(program, ['--version'], { encoding: 'utf8' }));

/**
 * Keeps answers in a file of lines of JSON, which need not exist. An answer stands for as long as promtool would be given the same: its own
 * version, the rules with the mutant among them, the series, and what is expected of them. Whatever of the tests is changed changes one of
 * these, or nothing.
 */
export function keptAnswers(path: string): KeptAnswers {
  const earlier = new Map<string, string>();
  const played = new Map<string, string>();
  for (const { key, complaint } of linesOf(path)) earlier.set(key, complaint);
  mkdirSync(dirname(path), { recursive: true });
  const knowing =
    (...known: readonly ReadonlyMap<string, string>[]): Memory =>
    async (program, tests, play) => {
      const key = keyOf(program, tests);
      const before = known.find((answers) => answers.has(key))?.get(key);
      if (before !== undefined) return before;
      const complaint = inShort(await play());
      played.set(key, complaint);
      appendFileSync(path, `${JSON.stringify({ key, complaint })}\n`);
      return complaint;
    };
  return { ofAnyRun: knowing(played, earlier), ofThisRun: knowing(played) };
}

function keyOf(program: string, { groups, file }: PlayedRules): string {
  return createHash('sha256')
    .update(JSON.stringify([versionOf(program), groups, file]))
    .digest('base64url');
}

/** What was written when the run was stopped may be no whole line; it is played again. */
function linesOf(path: string): readonly Line[] {
  if (!existsSync(path)) return [];
  const text = readFileSync(path, 'utf8');
  if (!text.endsWith('\n')) appendFileSync(path, '\n');
  return text.split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line)];
    } catch {
      return [];
    }
  });
}

/** Whom a complaint is about, each once: in full it lists every series at every minute. */
function inShort(complaint: string): string {
  const about = new Set(complaint.match(COMPLAINT));
  return about.size === 0 ? complaint.slice(0, 500) : [...about].join('\n');
}
