import { writeFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { ask } from '../../src/doctor/sources/answer.js';
import { headersFrom } from '../../src/doctor/sources/credentials.js';
import { reachPrometheus } from '../../src/doctor/sources/prometheus.js';
import { runCli } from '../support/commands.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const VECTOR = { status: 'success', data: { resultType: 'vector', result: [] } };

async function serving(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  });
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('a server must have a port');
  return `http://127.0.0.1:${bound.port}`;
}

const asking = (address: string) => ({ address, headers: {}, seconds: 120, mostBytes: 100 });

test('a token and headers are sent, and are in nothing that is said', async () => {
  const seen: unknown[] = [];
  const folder = temporaryFolder({ token: 'secret-1\n', headers: 'X-Scope-OrgID: team\n' });
  const address = await serving(({ headers, url }, response) => {
    seen.push([headers.authorization, headers['x-scope-orgid']]);
    response.writeHead(url?.startsWith('/api/v1/query') === true ? 200 : 404).end(JSON.stringify(VECTOR));
  });
  const client = await reachPrometheus({
    prometheus: address,
    prometheusTokenFile: join(folder, 'token'),
    prometheusHeadersFile: join(folder, 'headers'),
    environments: 'environments',
  });
  await client.get('/scrape_pools');
  expect(seen).toEqual([
    ['Bearer secret-1', 'team'],
    ['Bearer secret-1', 'team'],
  ]);
  expect(JSON.stringify(client.unanswered)).toContain('404');
  expect(JSON.stringify(client.unanswered)).not.toContain('secret-1');
});

test('a redirect is not followed, and an answer that is too long or no JSON is none', async () => {
  const address = await serving(({ url }, response) => {
    if (url === '/moved') response.writeHead(302, { location: '/fine' }).end();
    else response.writeHead(200).end(url === '/long' ? '1'.repeat(101) : url === '/fine' ? '{}' : '<html>');
  });
  expect(await ask(asking(address), '/fine')).toEqual({ data: {} });
  expect(await ask(asking(address), '/moved')).toMatchObject({ failed: expect.stringContaining('not followed') });
  expect(await ask(asking(address), '/long')).toEqual({ failed: 'the answer has more than 100 bytes' });
  expect(await ask(asking(address), '/html')).toEqual({ failed: 'the answer is not JSON' });
});

test('what is no header is told by its line, without what stands there', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'headers');
  writeFileSync(file, 'X-One: 1\nsecret-2\n');
  expect(() => headersFrom({ headersFile: file })).toThrow(`${file}:2: must be a header as "Name: value"`);
  vi.stubEnv('ARKS_DOCTOR_TOKEN', '');
  expect(() => headersFrom({ tokenVariable: 'ARKS_DOCTOR_TOKEN' })).toThrow('must hold a token');
});

test('where nobody answers it exits with 2 and shows no password', async () => {
  const { exitCode, stdout, stderr } = await runCli(
    temporaryFolder(),
    'doctor',
    '--prometheus',
    'http://me:secret-3@127.0.0.1:9',
  );
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
  expect(stderr).toContain('http://***@127.0.0.1:9 does not answer a query');
  expect(stderr).not.toContain('secret-3');
});
