import { freePort } from '@arks-monitoring/simulator/programs/free-port.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { activeAlerts } from '../demo/active-alerts.js';
import { controlPage } from '../demo/control-page.js';
import { notifications } from '../demo/notifications.js';
import { type DemoServer, serveDemo } from '../demo/server.js';

const TEXT = `<b>"it's" & more</b>`;
const ESCAPED = '&lt;b&gt;&quot;it&#39;s&quot; &amp; more&lt;/b&gt;';

function pageOf(address: string) {
  const told = notifications(() => 0);
  const annotations = { summary: TEXT, dashboard_url: `${address}/d/arks-runtime`, runbook_url: 'javascript:1' };
  const labels = { alertname: 'ArksRuntimeStalled', severity: 'critical' };
  told.take('pager', JSON.stringify({ alerts: [{ status: 'firing', labels, annotations }] }));
  return controlPage({
    address,
    dashboards: new Map([['arks-overview', TEXT]]),
    faults: [],
    alerts: activeAlerts({ alerts: [{ state: 'firing', activeAt: '2026-03-01T12:00:00Z', labels, annotations }] }),
    told: told.all(),
    programs: {},
  });
}

test('every text of others is escaped, and links lead to this server alone', () => {
  const page = pageOf('http://127.0.0.1:1');
  expect(page).not.toContain('<b>');
  expect(page.split(ESCAPED).length - 1).toBe(3);
  expect(page.split('<a href="http://127.0.0.1:1/d/arks-runtime">').length - 1).toBe(2);
  expect(page).not.toContain('javascript:');
});

let server: DemoServer;
let address: string;
const asked: string[] = [];

beforeAll(async () => {
  const port = await freePort();
  address = `http://127.0.0.1:${port}`;
  server = await serveDemo(
    {
      control: async () => pageOf(address),
      dashboard: async (uid, search) => (uid === 'arks-runtime' ? `dashboard ${search}` : undefined),
      fault: (name, action) => (name === 'engine-hangs' ? void asked.push(action) : `no ${name}`),
      told: (receiver, body) => void asked.push(`${receiver} ${body}`),
    },
    port,
  );
});
afterAll(() => server.stop());

test('a page refreshes itself and may fetch nothing', async () => {
  const { headers } = await fetch(address);
  expect(headers.get('refresh')).toBe('10');
  expect(headers.get('content-security-policy')).toContain("default-src 'none'");
});

test('a dashboard is made of what its address chooses, and one that there is not is not found', async () => {
  expect(await (await fetch(`${address}/d/arks-runtime/any?var-pod=chat-0`)).text()).toBe('dashboard ?var-pod=chat-0');
  expect((await fetch(`${address}/d/arks-elsewhere`)).status).toBe(404);
});

test('faults are begun and mended by a post, and what cannot be is a sentence', async () => {
  const post = (path: string) => fetch(`${address}${path}`, { method: 'POST', redirect: 'manual' });
  expect((await post('/faults/engine-hangs/begin')).status).toBe(303);
  expect((await post('/faults/engine-hangs/mend')).status).toBe(303);
  const refused = await post('/faults/elsewhere/begin');
  expect([refused.status, await refused.text()]).toEqual([409, 'no elsewhere\n']);
  expect(asked).toEqual(['begin', 'mend']);
});

test('a page of somebody else can begin nothing', async () => {
  const headers = { origin: 'http://example.com' };
  const answer = await fetch(`${address}/faults/engine-hangs/begin`, { method: 'POST', headers });
  expect(answer.status).toBe(403);
  expect(asked).toHaveLength(2);
});

test('what Alertmanager posts reaches its receiver', async () => {
  await fetch(`${address}/receivers/pager`, { method: 'POST', body: '{}' });
  expect(asked.at(-1)).toBe('pager {}');
});
