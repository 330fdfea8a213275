import { replacing } from '../../../src/output/replacing.js';
import { providePrometheus } from '../prometheus/provide.js';
import { listText } from './list.js';
import { helpText } from './options.js';
import { promtoolCommand, writePromtoolFolder } from './promtool-folder.js';
import { type Run, runOf } from './run.js';
import { serveScenario } from './serve.js';
import { tsdbCommand, writeTsdbFolder } from './tsdb-folder.js';

const MILLISECONDS = 1_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Does what a command line asks for. Returns the exit code, which is 1, and writes nothing when anything is wrong. */
export async function simulate(args: readonly string[]): Promise<0 | 1> {
  const run = runOf(args, Date.now() / MILLISECONDS);
  try {
    if ('problems' in run) throw new Error(run.problems.join('\n'));
    await follow(run);
    return 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  }
}

async function follow(run: Run): Promise<void> {
  switch (run.way) {
    case 'help':
      return console.log(helpText());
    case 'list':
      return console.log(listText());
    case 'serve': {
      const prometheus = run.withPrometheus ? providePrometheus().prometheus : undefined;
      return serveScenario({ ...run, prometheus, stop: untilSignal() });
    }
    case 'promtool': {
      const { promtool } = providePrometheus();
      await writeWhole(run.out, (folder) => writePromtoolFolder(folder, { ...run, promtool }));
      return console.log(promtoolCommand(run.out, promtool));
    }
    case 'tsdb': {
      const { prometheus, promtool } = providePrometheus();
      await writeWhole(run.out, (folder) => writeTsdbFolder(folder, { ...run, promtool }));
      return console.log(tsdbCommand(run.out, prometheus));
    }
  }
}

/** Has a folder written, and puts it in its place when it is whole; says what is in it. */
async function writeWhole(out: string, write: (folder: string) => Promise<readonly string[]>): Promise<void> {
  let said: readonly string[] = [];
  await replacing(out, {
    tell: console.error,
    make: async ({ folder, replace }) => {
      said = await write(folder);
      replace('whole');
    },
  });
  for (const line of said) console.log(line);
}

/** Aborted when the process is asked to end. */
function untilSignal(): AbortSignal {
  const controller = new AbortController();
  for (const signal of SIGNALS) process.on(signal, () => controller.abort());
  return controller.signal;
}
