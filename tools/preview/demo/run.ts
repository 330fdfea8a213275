import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { demoOptions } from './options.js';

const NEEDED = ['@grafana/ui', 'esbuild', 'playwright-core'];
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does what a command line asks for, until it is interrupted. */
async function run(args: readonly string[]): Promise<void> {
  const options = demoOptions(args);
  if ('print' in options) return console.log(options.print);
  const missing = NEEDED.filter((name) => !existsSync(join(import.meta.dirname, '../node_modules', name)));
  const problems = [
    ...('problems' in options ? options.problems : []),
    ...(missing.length === 0
      ? []
      : [
          `the preview has packages of its own, of which ${missing.join(', ')} is missing; run npm ci --prefix tools/preview`,
        ]),
  ];
  if ('problems' in options || problems.length > 0) throw new Error(problems.join('\n'));
  const controller = new AbortController();
  for (const signal of SIGNALS) process.on(signal, () => controller.abort());
  // Not before it is known that its packages are there.
  const { demo } = await import('./demo.js');
  const told = (address: string) => console.log(`${address}\nCtrl-C ends it`);
  if (!options.picture) return demo(options, controller.signal, told);
  const { writeDemoPicture } = await import('./picture.js');
  let failure: unknown;
  await demo(options, controller.signal, (address) => {
    told(address);
    writeDemoPicture(address, controller.signal)
      .catch((error: unknown) => {
        failure = error;
      })
      .finally(() => controller.abort());
  });
  if (failure !== undefined) throw failure;
}

try {
  await run(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
