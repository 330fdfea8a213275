import { createServer } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { uidOf } from '../../src/dashboards/runbooks/names.js';
import { grafanaChecks } from '../../src/doctor/checks/grafana/index.js';
import { examine } from '../../src/doctor/examine.js';
import { askGrafana } from '../../src/doctor/grafana/answers.js';
import { deliveredTo } from '../../src/doctor/grafana/delivered.js';
import { planned } from '../../src/documented/planned.js';
import { memoize } from '../../src/lib/memoize.js';
import { environmentOf } from '../support/environment.js';

const TOKEN = 'a-token-of-grafana';
const PROMETHEUS = { uid: 'p', name: 'Prometheus', type: 'prometheus', isDefault: true };
const LOKI = { uid: 'l', name: 'Loki', type: 'loki', isDefault: false };
const plan = memoize((settings: string) => planned(environmentOf({ runtimes: ['vllm'], ...JSON.parse(settings) })));

const RUNBOOK = uidOf('ArksRuntimeQueueBacklog');

type Shown = Readonly<Record<string, unknown>>;
interface Grafana {
  readonly settings?: object;
  /** What became of a dashboard; undefined where it is not there. */
  readonly change?: (dashboard: Shown, uid: string) => Shown | undefined;
  readonly dataSources?: readonly object[] | 'forbidden';
}

/** Asks a Grafana on this machine that answers as its API says, and what is found of it. */
async function foundIn({ settings = {}, change = (same) => same, dataSources = [PROMETHEUS, LOKI] }: Grafana) {
  const own = plan(JSON.stringify(settings));
  const shown = new Map<string, Shown>(
    deliveredTo(own).flatMap(({ uid, json }) => {
      const dashboard = change(JSON.parse(json), uid);
      return dashboard === undefined ? [] : [[uid, dashboard] as const];
    }),
  );
  const asked: string[] = [];
  const server = createServer(({ url = '', headers, method }, response) => {
    asked.push(`${method} ${url}`);
    const answer = (status: number, body: unknown) => response.writeHead(status).end(JSON.stringify(body));
    const uid = /^\/api\/dashboards\/uid\/(.+)$/.exec(url)?.[1];
    if (url === '/api/health') return answer(200, { database: 'ok', version: '12.3.0' });
    if (headers.authorization !== `Bearer ${TOKEN}`) return answer(401, { message: 'Unauthorized' });
    if (url.startsWith('/api/search'))
      return answer(
        200,
        [...shown].map(([id, { title }]) => ({ uid: id, title })),
      );
    if (uid !== undefined) {
      const dashboard = shown.get(uid);
      return dashboard === undefined
        ? answer(404, { message: 'Dashboard not found' })
        : answer(200, { dashboard: { ...dashboard, id: 7, version: 3 }, meta: {} });
    }
    return dataSources === 'forbidden' ? answer(403, { message: 'Forbidden' }) : answer(200, dataSources);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server must have a port');
  process.env['ARKS_TEST_GRAFANA_TOKEN'] = TOKEN;
  const { answers, unanswered } = await askGrafana({
    address: `http://127.0.0.1:${address.port}/`,
    uids: deliveredTo(own).map(({ uid }) => uid),
    tokenVariable: 'ARKS_TEST_GRAFANA_TOKEN',
  });
  const examination = { plan: own, isOfEnvironment: true, now: 0, sources: { grafana: answers }, unanswered };
  return { findings: examine(examination, grafanaChecks), unanswered, asked };
}

test('of a Grafana that has what the environment writes nothing is told; it is only read, and no token is shown', async () => {
  const found = await foundIn({});
  expect(found).toMatchObject({ findings: [], unanswered: [] });
  expect(found.asked.filter((request) => !request.startsWith('GET '))).toEqual([]);
  expect(JSON.stringify(found)).not.toContain(TOKEN);
});

describe('the cause is told first', () => {
  test.each([
    ['no dashboard at all', { change: () => undefined }, 'grafana-missing', /none of our dashboards/],
    [
      'one that is missing',
      { change: (one: Shown, uid: string) => (uid === 'arks-slo' ? undefined : one) },
      'grafana-missing',
      /^1 of/,
    ],
    [
      'one that somebody changed',
      { change: (one: Shown, uid: string) => (uid === 'arks-runtime' ? { ...one, panels: [] } : one) },
      'grafana-old',
      /^1 dashboard differs/,
    ],
    [
      'a runbook that is missing',
      { change: (one: Shown, uid: string) => (uid === RUNBOOK ? undefined : one) },
      'grafana-missing',
      /^1 of/,
    ],
    [
      'a runbook that somebody changed',
      { change: (one: Shown, uid: string) => (uid === RUNBOOK ? { ...one, panels: [] } : one) },
      'grafana-old',
      /^1 dashboard differs/,
    ],
    [
      'a uid that is taken',
      {
        change: (one: Shown, uid: string) =>
          uid === 'arks-runtime' ? { uid, title: 'Mine', tags: ['me'], panels: [] } : one,
      },
      'grafana-uid-taken',
      /uid arks-runtime is that of another/,
    ],
    [
      'no Prometheus among the data sources',
      { dataSources: [LOKI] },
      'grafana-data-source',
      /no data source that is a Prometheus/,
    ],
    [
      'a data source that is not there',
      { settings: { grafana: { dashboards: { datasource: { uid: 'gone' } } } } },
      'grafana-data-source',
      /data source gone/,
    ],
    [
      'names of data sources that are not there',
      { settings: { grafana: { dashboards: { datasource: { names: ['Mimir'] } } } } },
      'grafana-data-source',
      /is called Mimir/,
    ],
  ])('%s', async (_, grafana: Grafana, check, subject) => {
    const [first] = (await foundIn(grafana)).findings;
    expect(first).toMatchObject({ check, subject: expect.stringMatching(subject) });
    expect(first?.severity).not.toBe('note');
  });
});

test('of the v2 schema, what Grafana has made of a dashboard is no change of anybody; a missing one is missing', async () => {
  const settings = { grafana: { dashboards: { format: 'v2', delivery: 'operator' } } };
  const rewritten = await foundIn({ settings, change: (one) => ({ ...one, panels: [] }) });
  expect(rewritten.findings).toEqual([]);
  const [first] = (await foundIn({ settings, change: () => undefined })).findings;
  expect(first).toMatchObject({ check: 'grafana-missing', remedy: expect.stringContaining('GrafanaManifests') });
});

test('what a token may not read is said, and not taken for missing', async () => {
  expect(await foundIn({ dataSources: 'forbidden' })).toMatchObject({
    findings: [],
    unanswered: [{ source: 'grafana', query: 'GET /api/datasources', reason: expect.stringContaining('403') }],
  });
});
