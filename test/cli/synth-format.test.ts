import { expect, test } from 'vitest';
import { annotation } from '../../src/cli/annotation.js';
import { runCli } from '../support/commands.js';
import { contentsOf, temporaryFolder } from '../support/temporary-folder.js';

const WRONG = {
  'environments/eu-1.yaml': 'scrape: { interval: 30 }\n',
  'environments/eu-3.yaml': 'sizing: {\n users: -7 }\n',
};

test('errors are annotations at their lines on request', async () => {
  const { exitCode, stdout } = await runCli(temporaryFolder(WRONG), 'synth', '--format', 'github');
  expect(exitCode).toBe(1);
  expect(stdout.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^::error file=environments\/eu-1\.yaml,line=1,col=21::scrape\.interval must be a duration/),
    '::error file=environments/eu-3.yaml,line=2,col=9::sizing.users must be above 0, got -7',
  ]);
});

test('the same as JSON has each problem with its place, and nothing that was written', async () => {
  const { exitCode, stdout, stderr } = await runCli(temporaryFolder(WRONG), 'synth', '--format', 'json');
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: '' });
  expect(JSON.parse(stdout)).toMatchObject({
    problems: [
      { file: 'environments/eu-1.yaml', line: 1, column: 21 },
      { file: 'environments/eu-3.yaml', line: 2, column: 9, message: 'sizing.users must be above 0, got -7' },
    ],
    written: [],
    environments: [],
  });
});

test('environments are read from the folder that is named, and written to another', async () => {
  const folder = temporaryFolder({ 'clusters/eu-1.yaml': 'cluster: { name: eu-1 }\n' });
  const words = ['synth', '--environments', 'clusters', '--output', 'manifests', '--format', 'json'];
  const { exitCode, stdout, stderr } = await runCli(folder, ...words);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  const told = JSON.parse(stdout);
  expect(told).toMatchObject({ problems: [], environments: [{ name: 'eu-1' }] });
  const files = Object.keys(contentsOf(folder)).filter((file) => file.startsWith('manifests/'));
  expect(told.written.toSorted()).toEqual(files.toSorted());
  expect(files.length).toBeGreaterThan(20);
});

test('neither a file name nor a message ends an annotation or begins another', () => {
  const file = 'a,b:c%\n::error::d';
  expect(annotation({ level: 'error', message: '50%\r\n::error::e', place: { file, line: 3, column: 7 } })).toBe(
    '::error file=a%2Cb%3Ac%25\\u000a%3A%3Aerror%3A%3Ad,line=3,col=7::50%25\\u000d\\u000a::error::e',
  );
  expect(annotation({ level: 'notice', message: 'a' })).toBe('::notice::a');
});
