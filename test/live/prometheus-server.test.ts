import { readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { startPrometheus } from '@arks-monitoring/simulator/prometheus/server.js';
import { expect, inject, test } from 'vitest';

const { prometheus: program } = inject('prometheus');

function temporaryFolders(): readonly string[] {
  return readdirSync(tmpdir()).filter((name) => name.startsWith('arks-prometheus-'));
}

test('a stopped Prometheus leaves neither an answer nor a file of its own', async () => {
  const before = temporaryFolders();
  const server = await startPrometheus(program, {});
  expect(await server.query('vector(7)')).toEqual([{ metric: {}, value: 7 }]);
  const own = temporaryFolders().filter((name) => !before.includes(name));
  expect(own.length).toBeGreaterThan(0);
  await server.stop();
  await expect(server.query('vector(7)')).rejects.toThrow();
  expect(temporaryFolders().filter((name) => own.includes(name)).length).toBeLessThan(own.length);
});

test('a Prometheus that can not start says why', async () => {
  const broken = startPrometheus(program, { scrape_configs: [{ job_name: 'twice' }, { job_name: 'twice' }] });
  await expect(broken).rejects.toThrow(/waiting for it to listen.*\n.*twice/s);
});
