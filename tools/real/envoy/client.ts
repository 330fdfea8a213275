import { request as httpRequest } from 'node:http';
import { type ClientHttp2Session, connect } from 'node:http2';
import type { Readable } from 'node:stream';
import type { Order } from './engine.js';

/** How a request ended for the client that sent it. */
export interface Ended {
  /** 0 where none came. */
  readonly status: number;
  /** Whole, cut off by the other side, or left by the client itself. */
  readonly end: 'whole' | 'cut' | 'left';
  readonly seconds: number;
}

/** What a client of the bench asks for, and whether it stays for all of it. */
export interface Asked {
  readonly order: Order;
  /** Leaves after so many parts of the answer have come. */
  readonly leavesAfter?: number;
  /** Leaves so many seconds after it asked. */
  readonly leavesAfterSeconds?: number;
}

/** A client with a connection of its own for each request, as the log of a bench needs it. */
export type Client = (asked: Asked) => Promise<Ended>;

/** Asks over HTTP/1.1. */
export function http1Client(port: number): Client {
  return ({ order, leavesAfter, leavesAfterSeconds }) =>
    timed((end) => {
      const request = httpRequest(
        { host: '127.0.0.1', port, method: 'POST', path: PATH, headers: headersOf(order), agent: false },
        (response) => {
          const status = response.statusCode ?? 0;
          follow(
            response,
            leavesAfter,
            () => request.destroy(),
            (how) => end(status, how),
          );
        },
      );
      request.once('error', () => end(0, leavesAfterSeconds === undefined ? 'cut' : 'left'));
      if (leavesAfterSeconds !== undefined) setTimeout(() => request.destroy(), leavesAfterSeconds * 1_000);
      request.end(JSON.stringify(order));
    });
}

/** Asks over HTTP/2 without TLS, the stream being reset where the client leaves. */
export function http2Client(port: number): Client {
  return async ({ order, leavesAfter, leavesAfterSeconds }) => {
    const session: ClientHttp2Session = connect(`http://127.0.0.1:${port}`);
    session.on('error', () => {});
    const ended = await timed((end) => {
      let status = 0;
      const stream = session.request({ ':method': 'POST', ':path': PATH, ...headersOf(order) });
      stream.once('response', (headers) => {
        status = headers[':status'] ?? 0;
      });
      follow(
        stream,
        leavesAfter,
        () => stream.close(CANCEL),
        (how) => end(status, how),
      );
      if (leavesAfterSeconds !== undefined) setTimeout(() => stream.close(CANCEL), leavesAfterSeconds * 1_000);
      stream.end(JSON.stringify(order));
    });
    await new Promise<void>((resolve) => session.close(resolve));
    return ended;
  };
}

const PATH = '/v1/chat/completions';
/** NO_ERROR would say that the answer was enough. */
const CANCEL = 8;

/** The route is chosen by the model, which the plugin would put into this header. */
function headersOf({ model }: Order) {
  return { 'content-type': 'application/json', model };
}

function follow(
  answer: Readable,
  leavesAfter: number | undefined,
  leave: () => void,
  end: (how: Ended['end']) => void,
) {
  let parts = 0;
  let left = false;
  answer.on('data', () => {
    parts += 1;
    if (parts !== leavesAfter) return;
    left = true;
    leave();
  });
  answer.once('end', () => end(left ? 'left' : 'whole'));
  answer.on('error', () => end(left ? 'left' : 'cut'));
  answer.once('close', () => end(left ? 'left' : 'cut'));
}

/** The first end that is told counts. */
function timed(begin: (end: (status: number, how: Ended['end']) => void) => void): Promise<Ended> {
  const from = performance.now();
  return new Promise((resolve) => {
    begin((status, end) => resolve({ status, end, seconds: (performance.now() - from) / 1_000 }));
  });
}
