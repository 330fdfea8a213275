import { output } from '../command.js';
import type { Running } from '../running.js';

/** How vLLM names the processes that compute. */
const WORKER = /VLLM::Worker/;

/** The process ids of the workers of a vLLM whose workers are processes of their own. Throws where there is none. */
export async function workersOf({ pid }: Running): Promise<readonly number[]> {
  const processes = await output('ps', ['-e', '-o', 'pid=,pgid=,args=']);
  const workers = processes.split('\n').flatMap((line) => {
    const [, own, group, name = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return Number(group) === pid && WORKER.test(name) ? [Number(own)] : [];
  });
  if (workers.length === 0) throw new Error(`vLLM must have a worker of its own below process ${pid}`);
  return workers;
}
