import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';

/** What an engine of the bench is told to do with one request; it stands in the body, as a prompt would. */
export const order = z.object({
  /** Only the gateway reads it. */
  model: z.string(),
  /** A stream has its status before its first part; another answer has it with its end. */
  stream: z.boolean(),
  parts: z.int().positive(),
  pauseMilliseconds: z.int().nonnegative(),
  status: z.int().default(200),
  /** Closes the connection after so many parts, 0 being before any status. */
  closesAfter: z.int().optional(),
});

export type Order = z.input<typeof order>;

/** An HTTP server that answers as it is told, in chunks, as an engine's does. */
export interface MockEngine {
  readonly port: number;
  /** Closes the connections of all requests under way, as a process that dies does, and takes no more. */
  readonly stop: () => Promise<void>;
}

/** Starts one on a port, any free one unless said. */
export async function startEngine(port = 0): Promise<MockEngine> {
  const server = createServer((request, response) => {
    answer(request, response).catch(() => response.destroy());
  });
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error(`no port was given to an engine, got ${bound}`);
  return {
    port: bound.port,
    stop: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { stream, parts, pauseMilliseconds, status, closesAfter } = order.parse(JSON.parse(await text(request)));
  const type = stream ? 'text/event-stream' : 'application/json';
  for (let part = 0; part < parts; part += 1) {
    if (part === closesAfter) return void request.socket.destroy();
    if (stream && part === 0) response.writeHead(status, { 'content-type': type }).flushHeaders();
    await sleep(pauseMilliseconds);
    if (response.destroyed) return;
    if (stream) response.write(`data: {"part":${part}}\n\n`);
  }
  if (!stream) response.writeHead(status, { 'content-type': type });
  response.end(stream ? 'data: [DONE]\n\n' : '{}');
}
