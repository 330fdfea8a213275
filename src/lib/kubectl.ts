import { execFileSync, spawnSync } from 'node:child_process';

/** Asks an API server for objects, as `kubectl get` does: words in, the list of objects out. Throws where it does not answer. */
export type Kubectl = (...words: readonly string[]) => readonly unknown[];

/** Whether an account may do something in a namespace. Throws where that may not be asked. */
export type CanI = (account: string, namespace: string, verb: string, resource: string) => boolean;

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

/** kubectl with a context of its configuration, asked on behalf of others. It changes nothing. */
export function canIWith(context: string): CanI {
  return (account, namespace, verb, resource) => {
    const words = [
      `--context=${context}`,
      'auth',
      'can-i',
      verb,
      resource,
      `--as=${account}`,
      `--namespace=${namespace}`,
    ];
    const { status, stdout, stderr, error } = spawnSync('kubectl', words, {
      encoding: 'utf8',
      timeout: SECONDS * MILLISECONDS,
    });
    const answer = (stdout ?? '').trim().split(/\s/)[0];
    if (answer === 'yes' || answer === 'no') return answer === 'yes';
    throw new Error(error?.message ?? (stderr.trim() || `kubectl auth can-i ended with ${status}`));
  };
}

/** Why kubectl did not answer: the last line of what it said. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).trim().split('\n').at(-1) ?? '';
}
