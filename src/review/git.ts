import { execFileSync } from 'node:child_process';
import type { Tree } from './manifests.js';

const MOST_BYTES = 1 << 30;

/** The output folder as it was at a git ref. Throws, with what git says, where there is no such ref. */
export function treeAt(ref: string, folder: string): Tree {
  const commit = commitOf(ref);
  const root = `${prefix()}${folder}/`;
  const listed = git(['ls-tree', '-r', '-z', '--name-only', '--full-tree', commit, '--', root]);
  const paths = listed
    .toString('utf8')
    .split('\0')
    .filter((path) => path !== '');
  const texts = blobs(git(['cat-file', '--batch'], paths.map((path) => `${commit}:${path}\n`).join('')));
  return new Map(paths.map((path, index) => [path.slice(root.length), texts[index] ?? '']));
}

/** The commit from which the work at hand left another branch, of this clone or of origin. Throws where git finds none. */
export function mergeBase(branch: string): string {
  const reasons: string[] = [];
  for (const ref of [branch, `origin/${branch}`]) {
    try {
      return text(['merge-base', 'HEAD', ref]);
    } catch (error) {
      reasons.push(error instanceof Error ? error.message.trim() : String(error));
    }
  }
  throw new Error(`a base must be said where git finds none that HEAD and ${branch} share:\n${reasons.join('\n')}`);
}

function commitOf(ref: string): string {
  try {
    // --end-of-options: a ref is what somebody typed, and must not be taken for an option.
    return text(['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  } catch {
    throw new Error(`a base must be a folder or a git ref, got "${ref}"`);
  }
}

function prefix(): string {
  return text(['rev-parse', '--show-prefix']);
}

/** Answers of `git cat-file --batch`: a line with the size of each, then so many bytes. */
function blobs(answer: Buffer): readonly string[] {
  const texts: string[] = [];
  let start = 0;
  while (start < answer.length) {
    const line = answer.indexOf('\n', start);
    const size = Number(answer.subarray(start, line).toString('utf8').split(' ').at(-1));
    if (!Number.isInteger(size)) throw new Error(`git says ${answer.subarray(start, line).toString('utf8')}`);
    texts.push(answer.subarray(line + 1, line + 1 + size).toString('utf8'));
    start = line + 1 + size + 1;
  }
  return texts;
}

function text(words: readonly string[]): string {
  return git(words).toString('utf8').trim();
}

function git(words: readonly string[], input?: string): Buffer {
  return execFileSync('git', words, { input: input ?? '', maxBuffer: MOST_BYTES, stdio: ['pipe', 'pipe', 'pipe'] });
}
