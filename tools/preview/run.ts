import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { HELP, optionsOf } from './options.js';

const NEEDED = ['@grafana/ui', 'esbuild', 'playwright-core'];

/** Does what a command line asks for: 0, or 1 where a check finds something. Throws with what is missing or wrong. */
async function run(args: readonly string[]): Promise<0 | 1> {
  const options = optionsOf(args);
  if (options === 'help') {
    console.log(HELP);
    return 0;
  }
  const missing = NEEDED.filter((name) => !existsSync(join(import.meta.dirname, 'node_modules', name)));
  const problems = [
    ...('problems' in options ? options.problems : []),
    ...(missing.length === 0
      ? []
      : [
          `the preview has packages of its own, of which ${missing.join(', ')} is missing; run npm ci --prefix tools/preview`,
        ]),
  ];
  if ('problems' in options || problems.length > 0) throw new Error(problems.join('\n'));
  // Not before it is known that its packages are there.
  if (options.check) return (await import('./check.js')).checked(options);
  if (options.review !== undefined) {
    const { reviewPictures } = await import('./review/review.js');
    await reviewPictures(options, options.review);
    return 0;
  }
  if (options.compare !== undefined) {
    const { compare } = await import('./compare/compare.js');
    await compare(options, options.compare);
    return 0;
  }
  const { preview } = await import('./preview.js');
  return preview(options);
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
