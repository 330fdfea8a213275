import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './commands.js';

/** The TypeScript that a page shows, block by block. */
export function codeOf(page: string): readonly string[] {
  const text = readFileSync(join(ROOT, page), 'utf8');
  return [...text.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code);
}

/** What docs/library.md shows first: everything, in another cdk8s app. */
export function documentedExample(): string {
  const [code = ''] = codeOf('docs/library.md');
  return code;
}
