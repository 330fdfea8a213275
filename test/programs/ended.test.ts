import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { createBlocks } from '@arks-monitoring/simulator/prometheus/history.js';
import { runPromtool } from '@arks-monitoring/simulator/prometheus/promtool.js';
import { rangesOf } from '@arks-monitoring/simulator/prometheus/ranges.js';
import { startPrometheus } from '@arks-monitoring/simulator/prometheus/server.js';
import { describe, expect, test } from 'vitest';
import { startAlertmanager } from '../../tools/alertmanager/server.js';
import { output } from '../../tools/real/command.js';
import { startProgram } from '../../tools/real/running.js';
import { startVictoriaMetrics } from '../../tools/victoria-metrics/server.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const PROGRAMS = {
  locked: '#!/bin/sh\n',
  killed: '#!/bin/sh\nkill -9 $$\n',
  refusing: '#!/bin/sh\necho no >&2; exit 3\n',
};

/** The path of one of them, or of one that is not there. */
function pathOf(name: string): string {
  const folder = temporaryFolder(PROGRAMS);
  for (const program of ['killed', 'refusing']) chmodSync(join(folder, program), 0o755);
  return join(folder, name);
}
const never = async () => false;

/** Each way in which a program of others is run, given its path. */
const RUNNERS: Readonly<Record<string, (program: string) => Promise<unknown>>> = {
  runPromtool: (program) => runPromtool(program, ['check', 'rules', 'a.yml'], { 'a.yml': {} }),
  createBlocks: (program) => createBlocks(program, 'metrics.txt', 'data'),
  rangesOf: async (program) => rangesOf(program),
  output: (program) => output(program, []),
  startPrometheus: (program) => startPrometheus(program, {}),
  startAlertmanager: (program) => startAlertmanager(program, {}),
  startVictoriaMetrics,
  startProgram: (program) => startProgram({ name: 'it', program, args: [], ready: never, readySeconds: 1 }),
};

describe.each(Object.entries(RUNNERS))('%s takes no program', (_, run) => {
  test.each([
    ['that is not there', 'missing', /missing could not be started: .*ENOENT/],
    ['that may not be executed for one that refuses', 'locked', /locked could not be started: .*EACCES/],
    ['that a signal ended for one that refuses', 'killed', /SIGKILL/],
  ])('%s', async (_title, name, words) => {
    const begun = performance.now();
    await expect(run(pathOf(name))).rejects.toThrow(words);
    // Not only when whoever waits for it gives up.
    expect(performance.now() - begun).toBeLessThan(10_000);
  });
});

test('one that says no by itself has answered', async () => {
  const refusing = pathOf('refusing');
  expect(await runPromtool(refusing, [], {})).toEqual({ ok: false, output: 'no\n' });
  await expect(output(refusing, [])).rejects.toThrow(/refusing failed:\nno$/);
});
