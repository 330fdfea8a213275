import { createServer as createHttp, type RequestListener, type Server } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { generate } from 'selfsigned';

/** What one address answers, and what a scrape must bring to be answered. */
export interface Answer {
  readonly path: string;
  readonly body: string;
  readonly token?: string;
  /** Whether it answers who accepts OpenMetrics as Python's client does from 0.23 on. */
  readonly openMetrics?: boolean;
}

const TEXT = 'text/plain; version=0.0.4; charset=utf-8';
const OPEN_METRICS = 'application/openmetrics-text; version=1.0.0; charset=utf-8; escaping=underscores';

/** An HTTP server that tells its targets apart by the loopback address they are asked at. */
export interface ExpositionServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Serves each address its own exposition, all on one port that the system gave. */
export async function serveExpositions(answers: ReadonlyMap<string, Answer>): Promise<ExpositionServer> {
  return listenOnAll([...answers.keys()], () => createHttp(handler(answers)));
}

/** The same over https, with a certificate made for the occasion. */
export async function serveExpositionsOverTls(answers: ReadonlyMap<string, Answer>): Promise<ExpositionServer> {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }]);
  return listenOnAll([...answers.keys()], () => createHttps({ cert, key }, handler(answers)));
}

function handler(answers: ReadonlyMap<string, Answer>): RequestListener {
  return (request, response) => {
    const answer = answers.get(request.socket.localAddress ?? '');
    if (answer === undefined || request.url !== answer.path) {
      response.writeHead(404).end();
    } else if (answer.token !== undefined && request.headers.authorization !== `Bearer ${answer.token}`) {
      response.writeHead(401).end();
    } else if (answer.openMetrics === true && escapes(request.headers.accept ?? '')) {
      response.writeHead(200, { 'content-type': OPEN_METRICS }).end(openMetricsOf(answer.body));
    } else {
      response.writeHead(200, { 'content-type': TEXT }).end(answer.body);
    }
  };
}

/** Prometheus 2, and 3 with legacy names; 3 with UTF-8 names says so and gets names as they are. */
function escapes(accept: string): boolean {
  const [first = ''] = accept.split(',');
  return first.includes('application/openmetrics-text') && !first.includes('escaping=allow-utf-8');
}

/** What Python's client makes of a page: samples have an underscore for the colon, families of counters no `_total`. */
function openMetricsOf(body: string): string {
  const lines = body
    .replace(/^[a-zA-Z_:][a-zA-Z0-9_:]*/gm, (name) => name.replaceAll(':', '_'))
    .replace(/^# TYPE (\S+)_total counter$/gm, '# TYPE $1 counter')
    .replace(/^# HELP (\S+)_total /gm, '# HELP $1 ');
  return `${lines}# EOF\n`;
}

async function listenOnAll(addresses: readonly string[], create: () => Server): Promise<ExpositionServer> {
  const servers: Server[] = [];
  let port = 0;
  for (const address of addresses) {
    const server = create();
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(port, address, resolve);
    });
    servers.push(server);
    const bound = server.address();
    if (bound === null || typeof bound === 'string') throw new Error(`no port was given at ${address}`);
    port = bound.port;
  }
  return {
    port,
    close: async () => {
      for (const server of servers) server.closeAllConnections();
      await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
    },
  };
}
