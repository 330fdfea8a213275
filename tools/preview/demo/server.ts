import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { CONTROL_POLICY } from './control-page.js';

/** What the pages of the demo are made of. */
export interface DemoPages {
  readonly control: () => Promise<string>;
  /** The page of a dashboard; undefined where there is none of that uid. */
  readonly dashboard: (uid: string, search: string) => Promise<string | undefined>;
  /** Does something to a fault. Returns a sentence where that cannot be. */
  readonly fault: (name: string, action: 'begin' | 'mend') => string | undefined;
  /** Takes what Alertmanager posted to a receiver. */
  readonly told: (receiver: string, body: string) => void;
}

/** Pages that are there until they are stopped. */
export interface DemoServer {
  readonly stop: () => Promise<void>;
}

/** How often a browser asks again, in seconds. */
const REFRESH = { control: 10, dashboard: 30 } as const;
const PATHS = {
  dashboard: /^\/d\/(?<uid>[\w-]+)/,
  fault: /^\/faults\/(?<name>[\w-]+)\/(?<action>begin|mend)$/,
  receiver: /^\/receivers\/(?<receiver>[\w-]+)$/,
} as const;

/**
 * Serves the pages on 127.0.0.1, to nobody else: a name that leads here is refused, and so is what pages of others post. Throws
 * where the port is taken.
 */
export async function serveDemo(pages: DemoPages, port: number): Promise<DemoServer> {
  const own = [`127.0.0.1:${port}`, `localhost:${port}`];
  const server = createServer((request, response) => {
    const { host = '', origin } = request.headers;
    if (!own.includes(host) || (origin !== undefined && !own.some((one) => origin === `http://${one}`)))
      send(response, 403, 'this server answers only its own pages');
    else
      answer(pages, request, response).catch((error: unknown) =>
        send(response, 500, error instanceof Error ? error.message : String(error)),
      );
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function answer(pages: DemoPages, request: IncomingMessage, response: ServerResponse): Promise<ServerResponse> {
  const { pathname, search } = new URL(request.url ?? '/', 'http://127.0.0.1');
  if (request.method === 'POST') return posted(pages, pathname, await text(request), response);
  if (request.method !== 'GET') return send(response, 405, 'GET or POST');
  if (pathname === '/') return page(response, await pages.control(), REFRESH.control, CONTROL_POLICY);
  const uid = PATHS.dashboard.exec(pathname)?.groups?.['uid'];
  const found = uid === undefined ? undefined : await pages.dashboard(uid, search);
  return found === undefined
    ? send(response, 404, `there is no ${pathname}`)
    : page(response, found, REFRESH.dashboard);
}

function posted(pages: DemoPages, pathname: string, body: string, response: ServerResponse): ServerResponse {
  const { receiver } = PATHS.receiver.exec(pathname)?.groups ?? {};
  if (receiver !== undefined) {
    pages.told(receiver, body);
    return send(response, 200, '');
  }
  const { name, action } = PATHS.fault.exec(pathname)?.groups ?? {};
  if (name === undefined) return send(response, 404, `there is no ${pathname}`);
  const problem = pages.fault(name, action === 'mend' ? 'mend' : 'begin');
  if (problem !== undefined) return send(response, 409, `${problem}\n`);
  return response.writeHead(303, { location: '/' }).end();
}

function page(response: ServerResponse, content: string, refresh: number, policy?: string): ServerResponse {
  return response
    .writeHead(200, {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      refresh: String(refresh),
      ...(policy === undefined ? {} : { 'content-security-policy': policy }),
    })
    .end(content);
}

function send(response: ServerResponse, status: number, content: string): ServerResponse {
  return response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(content);
}
