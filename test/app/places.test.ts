import { expect, test } from 'vitest';
import { runSynthWith } from '../support/commands.js';
import { temporaryFolder } from '../support/temporary-folder.js';

/** A mistake of each kind that only all objects together show, a line each. */
const WRONG = `cluster:
  label: finished_reason
scrape:
  labelLimit: 7
  keep: [sgl_router_requests_total]
surfaces:
  router: { enabled: false }
  envoy: { enabled: false }
  runtime: { seriesBudget: 11, sampleLimit: 13 }
slos:
  - { name: a, indicator: firstToken, thresholdSeconds: 7, objectivePercent: 99 }
  - { name: b, indicator: gatewayAvailability, objectivePercent: 99 }
grafana:
  dashboards:
    extraDashboards:
      folder: ../none
      exempt:
        none.json: { a: b }
`;

test('what is known only at synth is told with the line of its setting, everything at once', async () => {
  const folder = temporaryFolder({ 'environments/eu.yaml': WRONG });
  const { exitCode, stderr } = await runSynthWith(folder);
  expect(exitCode).toBe(1);
  const told = stderr.split('\n').flatMap((line) => {
    const [, number, setting = ''] =
      /^environments\/eu\.yaml:(\d+):\d+: ([\w.]+(?:\[\d\](?:\.\w+)?)?) /.exec(line) ?? [];
    return number === undefined ? [] : [`${setting} in line ${number}`];
  });
  expect([...new Set(told)].sort()).toEqual(
    [
      'cluster.label in line 2',
      'scrape.labelLimit in line 4',
      'scrape.keep[0] in line 5',
      'surfaces.runtime.seriesBudget in line 9',
      'slos[0].thresholdSeconds in line 11',
      'slos[1].indicator in line 12',
      'grafana.dashboards.extraDashboards.folder in line 16',
      'grafana.dashboards.extraDashboards.exempt in line 18',
    ].sort(),
  );
});
