/** A stream of text that somebody may stop reading. */
interface Output {
  readonly on: (event: 'error', listener: (error: NodeJS.ErrnoException) => void) => unknown;
}

/** Lets a program go on where nobody reads what it says any more, as behind `| head`: its work and its exit code stay what they are. */
export function allowClosedPipes(outputs: readonly Output[]): void {
  for (const output of outputs) {
    output.on('error', (error) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
}
