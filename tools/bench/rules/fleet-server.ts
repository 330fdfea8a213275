import { createServer } from 'node:http';

/** One line of an exposition: text before the value, and how the value grows. */
interface Line {
  readonly text: string;
  readonly value: number;
  readonly grows: boolean;
}

/** An HTTP server on which every replica of a fleet has a path of its own. */
export interface FleetServer {
  readonly address: string;
  readonly close: () => Promise<void>;
}

const COUNTER = /_(total|sum|count|bucket)(\{|$)/;
/** Share of its start value by which a counter rises per second. */
const GROWTH = 0.001;

/**
 * Serves `/<kind>/<replica>` from these expositions, counters rising with time and each replica by its own factor, so that
 * no two are alike. Listens on a loopback port that the system gives.
 */
export async function serveFleet(expositions: Readonly<Record<string, string>>): Promise<FleetServer> {
  const kinds = new Map(Object.entries(expositions).map(([kind, text]) => [kind, text.split('\n').map(lineOf)]));
  const started = Date.now();
  const server = createServer((request, response) => {
    const [, kind = '', replica = '0'] = (request.url ?? '').split('/');
    const lines = kinds.get(kind);
    if (lines === undefined) {
      response.writeHead(404).end();
      return;
    }
    const factor = 1 + (Number(replica) % 97) / 97;
    const growth = 1 + ((Date.now() - started) / 1000) * GROWTH * factor;
    response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
    response.end(
      lines
        .map(({ text, value, grows }) => (Number.isNaN(value) ? text : `${text} ${grows ? value * growth : value}`))
        .join('\n'),
    );
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('the fleet got no port');
  return {
    address: `127.0.0.1:${bound.port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function lineOf(line: string): Line {
  const end = line.lastIndexOf(' ');
  if (line === '' || line.startsWith('#') || end < 0) return { text: line, value: Number.NaN, grows: false };
  const text = line.slice(0, end);
  const name = /^[^{]+/.exec(text)?.[0] ?? '';
  return { text, value: Number(line.slice(end + 1)), grows: COUNTER.test(`${name}{`) };
}
