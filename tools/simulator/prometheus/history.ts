import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exitCodeOf, unanswered } from '../programs/ended.js';
import type { PrometheusPrograms } from './provide.js';
import { type PrometheusServer, startPrometheusOn } from './server.js';

const run = promisify(execFile);
const MINUTES = 60_000;
const LONGEST_MINUTES = 15;
/** promtool reads the whole file for each block, and would make one of every two hours. */
const LONGEST_BLOCK = '720h';

/**
 * A Prometheus that already holds what an OpenMetrics file says, and scrapes nothing unless its configuration does. `write`
 * writes that file. `stop` leaves no process and no file. Throws with what promtool said where it can not read the file.
 */
export async function startHistory(
  { prometheus, promtool }: PrometheusPrograms,
  write: (file: string) => void,
  config: unknown = {},
): Promise<PrometheusServer> {
  const folder = mkdtempSync(join(tmpdir(), 'arks-history-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  try {
    const file = join(folder, 'metrics.txt');
    const dataFolder = join(folder, 'data');
    write(file);
    await createBlocks(promtool, file, dataFolder);
    rmSync(file);
    const server = await startPrometheusOn({ program: prometheus, config, dataFolder });
    const stop = async () => {
      await server.stop();
      remove();
    };
    return { ...server, stop };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Makes storage blocks of an OpenMetrics file, beside those that the folder has. Throws with what promtool said. */
export async function createBlocks(promtool: string, file: string, folder: string): Promise<void> {
  const args = [
    'tsdb',
    'create-blocks-from',
    `--max-block-duration=${LONGEST_BLOCK}`,
    'openmetrics',
    '--quiet',
    file,
    folder,
  ];
  await run(promtool, args, { timeout: LONGEST_MINUTES * MINUTES }).catch((error: unknown) => {
    const killed = Reflect.get(Object(error), 'killed') === true;
    if (!killed && exitCodeOf(error) === undefined) throw unanswered(promtool, error);
    const said = killed
      ? `it took longer than ${LONGEST_MINUTES} minutes`
      : String(Reflect.get(Object(error), 'stderr') ?? error);
    throw new Error(`promtool could not make blocks of ${file}: ${said}`);
  });
}
