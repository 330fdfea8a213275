import { request } from 'node:http';
import { MODEL } from './mock-worker.js';

/** How one request ended for the client that sent it. */
export interface Ended {
  readonly streamed: boolean;
  /** Of the answer; nothing where none came. */
  readonly status: number | undefined;
  readonly end: 'whole' | 'broken' | 'left';
  /** Until headers came, and until all was over. */
  readonly headersSeconds: number | undefined;
  readonly seconds: number;
}

/** How a request is sent: whether as a stream, and after how long its client leaves. */
export interface Asking {
  readonly streamed: boolean;
  readonly leavesAfterMilliseconds?: number;
}

const PATIENCE_MILLISECONDS = 20_000;

/** Sends one chat request to a router and says how it ended. */
export function ask(port: number, { streamed, leavesAfterMilliseconds }: Asking): Promise<Ended> {
  const begun = performance.now();
  const since = () => (performance.now() - begun) / 1_000;
  return new Promise((resolve) => {
    let status: number | undefined;
    let headersSeconds: number | undefined;
    let left = false;
    const end = (whole: boolean) => {
      clearTimeout(leave);
      resolve({ streamed, status, end: left ? 'left' : whole ? 'whole' : 'broken', headersSeconds, seconds: since() });
    };
    const sent = request(
      { host: '127.0.0.1', port, path: '/v1/chat/completions', method: 'POST', agent: false, headers: JSON_BODY },
      (answer) => {
        status = answer.statusCode;
        headersSeconds = since();
        answer
          .on('end', () => end(true))
          .on('error', () => end(false))
          .resume();
      },
    );
    const leave = setTimeout(() => {
      left = leavesAfterMilliseconds !== undefined;
      sent.destroy();
    }, leavesAfterMilliseconds ?? PATIENCE_MILLISECONDS);
    sent.on('error', () => end(false));
    sent.end(
      JSON.stringify({ model: MODEL, stream: streamed, messages: [{ role: 'user', content: `hello ${begun}` }] }),
    );
  });
}

const JSON_BODY = { 'content-type': 'application/json' } as const;

/** The log of a client: every request that it sent, and how it ended. */
export interface Client {
  readonly log: readonly Ended[];
  /** Sends so many requests, so long apart, and waits until all are over. */
  readonly send: (count: number, asking: Asking, everyMilliseconds?: number) => Promise<readonly Ended[]>;
}

/** A client of the router on that port. */
export function createClient(port: number): Client {
  const log: Ended[] = [];
  return {
    log,
    send: async (count, asking, everyMilliseconds = 100) => {
      const all = Array.from({ length: count }, async (_, index) => {
        await new Promise((resolve) => setTimeout(resolve, index * everyMilliseconds));
        const ended = await ask(port, asking);
        log.push(ended);
        return ended;
      });
      return Promise.all(all);
    },
  };
}
