import fc from 'fast-check';
import { expect, inject, test } from 'vitest';
import { drawn, drawnAgain } from '../support/drawn.js';
import { OwnedFiles, refusedFiles } from '../support/refused-files.js';
import { settings } from '../support/settings-arbitrary.js';

const SEED = 11;
const fileOf = (expr: string) => JSON.stringify({ groups: [{ name: 'a', rules: [{ record: 'a:b', expr }] }] });

test('a file that promtool refuses is told with every environment that it is of, and no other', async () => {
  const rules = new OwnedFiles();
  rules.add(fileOf('sum(up)'), 'first');
  rules.add(fileOf('sum(up'), 'second');
  rules.add(fileOf('sum(up)'), 'third');
  rules.add(fileOf('sum(up'), 'third');
  rules.add(fileOf('sum(up'), 'third');
  expect(await refusedFiles(inject('prometheus').promtool, 'rules', rules)).toEqual([
    { environments: ['second', 'third'], words: expect.stringContaining('"a:b": could not parse expression') },
  ]);
});

test('a configuration is refused with its environment, and may name files that are elsewhere', async () => {
  const configuration = (job: object) => JSON.stringify({ scrape_configs: [{ job_name: 'a', ...job }] });
  const configurations = new OwnedFiles();
  configurations.add(configuration({ tls_config: { cert_file: '/nowhere/cert', key_file: '/nowhere/key' } }), 'first');
  configurations.add(configuration({ scrape_interval: '5s' }), 'second');
  configurations.add(configuration({ scrape_interval: '1s', scrape_timeout: '2s' }), 'third');
  expect(await refusedFiles(inject('prometheus').promtool, 'configurations', configurations)).toEqual([
    { environments: ['third'], words: expect.stringContaining('scrape timeout greater than scrape interval') },
  ]);
});

test('a promtool that does not run has refused none of them', async () => {
  const rules = new OwnedFiles();
  rules.add(fileOf('sum(up)'), 'first');
  await expect(refusedFiles('/nowhere/promtool', 'rules', rules)).rejects.toThrow(
    '/nowhere/promtool could not be started',
  );
});

test('seed and path draw the same environment again, alone and however many there were', () => {
  for (const arbitrary of [settings, fc.tuple(settings, fc.nat())]) {
    const [, , third] = drawn<unknown>(arbitrary, SEED, 5);
    if (third === undefined) throw new Error('five were drawn');
    expect(drawnAgain<unknown>(arbitrary, third)).toEqual(third);
  }
});
