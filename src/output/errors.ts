/** The code of what the system refused, such as ENOSPC; empty for any other error. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
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
