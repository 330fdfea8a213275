import { problemLine } from '../lib/problem.js';

/** The code of what the system refused, such as ENOSPC; empty for any other error. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** What is wrong with an output folder, written as what is wrong with a file of settings. */
export function refused(folder: string, message: string): Error {
  return new Error(problemLine({ file: folder, message }));
}

/** Does something of the file system that may rightly fail in these ways; whether it was done. Throws where it fails in another. */
export function done(work: () => void, ...expected: readonly string[]): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (expected.includes(codeOf(error))) return false;
    throw error;
  }
}
