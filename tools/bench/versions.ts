import { execFileSync } from 'node:child_process';

/** What was measured with: `prometheus, version 2.42.0, node 20.20.2`; the first words of what the program says of itself. */
export function versions(prometheus: string): string {
  const [, words = ''] = /^(.*?) \(/.exec(execFileSync(prometheus, ['--version'], { encoding: 'utf8' })) ?? [];
  return `${words}, node ${process.versions.node}`;
}
