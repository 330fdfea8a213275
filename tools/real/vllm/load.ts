import { setTimeout as sleep } from 'node:timers/promises';
import { type Ask, type Asked, ask } from './client.js';
import { MODEL_LENGTH, type VllmServer } from './server.js';

/** Six times as many as are served at a time, so that waiting is most of the time to a first token, even on a busy machine. */
const CLIENTS = 24;
/** A bound, whatever the machine does. */
const MOST_REQUESTS = 600;

const MIX: readonly Omit<Ask, 'model'>[] = [
  { promptTokens: 23, maxTokens: 61, stream: true },
  { promptTokens: 151, maxTokens: 179, stream: true },
  { promptTokens: 41, maxTokens: 119, stream: false },
  { promptTokens: 67, maxTokens: 89, stream: true },
  { promptTokens: 31, maxTokens: 43, stream: false, samples: 2 },
  { promptTokens: 89, maxTokens: 151, stream: true },
];
/** So long an answer that its client leaves well before its end, however late it reads. */
const LEAVES: Omit<Ask, 'model'> = { promptTokens: 53, maxTokens: 307, stream: true, leavesAfterTokens: 2 };

/** What an engine never sees: a prompt that is too long, and a model that is not there. */
const REFUSED: readonly Partial<Ask>[] = [{ promptTokens: MODEL_LENGTH + 77 }, { model: 'nobody' }];
const REFUSED_EVERY = 9;

/** Long before its turn comes behind a burst, and long enough to be in the queue. */
const IMPATIENT: Omit<Ask, 'model'> = { promptTokens: 29, maxTokens: 59, stream: true, leavesAfterSeconds: 0.5 };
/** Those before an impatient client in the queue: some seconds of work for an engine of four at a time. */
const AHEAD = 40;
const LONG: Omit<Ask, 'model'> = { promptTokens: 53, maxTokens: 251, stream: true };

/** Clients that ask one thing after another for so long, and their log once all have their answers. */
export async function mixedLoad({ address, model }: VllmServer, seconds: number): Promise<readonly Asked[]> {
  const end = Date.now() + seconds * 1_000;
  const log: Asked[] = [];
  let asked = 0;
  const client = async () => {
    while (Date.now() < end && asked < MOST_REQUESTS) {
      asked += 1;
      log.push(await ask(address, { model, ...wanted(asked) }));
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  return log;
}

function wanted(number: number): Omit<Ask, 'model'> & Partial<Pick<Ask, 'model'>> {
  const [first] = MIX;
  const usual = MIX[number % MIX.length] ?? first;
  if (usual === undefined) throw new Error('there must be something to ask for');
  return number % REFUSED_EVERY === 0 ? { ...usual, ...REFUSED[(number / REFUSED_EVERY) % REFUSED.length] } : usual;
}

/** So many clients, one after the other, that leave once they have begun to read. */
export async function leavingClients({ address, model }: VllmServer, count: number): Promise<readonly Asked[]> {
  const log: Asked[] = [];
  while (log.length < count) log.push(await ask(address, { model, ...LEAVES }));
  return log;
}

/** So many clients that leave while others, who stay, are served before them. The log has all of them. */
export async function impatientClients(server: VllmServer, count: number): Promise<readonly Asked[]> {
  const { address, model } = server;
  const stay = Promise.all(Array.from({ length: AHEAD }, () => ask(address, { model, ...LONG })));
  await sleep(300);
  const leave = Promise.all(Array.from({ length: count }, () => ask(address, { model, ...IMPATIENT })));
  return [...(await stay), ...(await leave)];
}

/** So many requests, one after the other, that an engine never sees. */
export async function wrongRequests({ address, model }: VllmServer, count: number): Promise<readonly Asked[]> {
  const log: Asked[] = [];
  while (log.length < count) {
    const wrong = REFUSED[log.length % REFUSED.length];
    log.push(await ask(address, { model, promptTokens: 19, maxTokens: 23, stream: false, ...wrong }));
  }
  return log;
}

/** So many requests at once. */
export async function burst({ address, model }: VllmServer, count: number, stream: boolean): Promise<readonly Asked[]> {
  const one = () => ask(address, { model, promptTokens: 37, maxTokens: 47, stream });
  return Promise.all(Array.from({ length: count }, one));
}
