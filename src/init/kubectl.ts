import { execFileSync } from 'node:child_process';

/** Asks an API server for objects, as `kubectl get` does: words in, the list of objects out. Throws where it does not answer. */
export type Kubectl = (...words: readonly string[]) => readonly unknown[];

const SECONDS = 30;
const MILLISECONDS = 1_000;
const MOST_BYTES = 1 << 28;

/** kubectl with a context of its configuration. It is only ever asked to `get`. */
export function kubectlWith(context: string): Kubectl {
  return (...words) => {
    const answer = execFileSync('kubectl', [`--context=${context}`, 'get', ...words, '--output=json'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: SECONDS * MILLISECONDS,
      maxBuffer: MOST_BYTES,
    });
    const list: unknown = JSON.parse(answer);
    const items: unknown = typeof list === 'object' && list !== null && 'items' in list ? list.items : undefined;
    if (!Array.isArray(items)) throw new Error(`kubectl get ${words.join(' ')} must answer with a list`);
    return items;
  };
}

/** Why kubectl did not answer: the last line of what it said. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim().split('\n').at(-1) ?? '';
}
