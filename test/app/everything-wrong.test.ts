import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runSynthWith } from '../support/commands.js';
import { contentsOf, temporaryFolder } from '../support/temporary-folder.js';

/** Files of settings, and after each that is wrong what is told of it. */
const FILES = {
  '_defaults.yaml': `
surfaces: { router: { seriesBudget: 11 } }  # surfaces.router.seriesBudget must not be below the \\d+ series .* got 11; .*; 5 environments are affected: G_g, b, d and 2 more
`,
  '_gpu.yaml': `
sizing: { users: -7 }                       # sizing.users must be above 0, got -7; 1 environment is affected: a
zebra: 3                                    # zebra is not a setting; allowed are .*; 1 environment is affected: a
`,
  // Wrong where it is read, and what can be said of the rest all the same.
  'a.yaml': `
extends: _gpu.yaml
scrap: {}                                   # scrap is not a setting; did you mean scrape\\?
cluster: { name: twin }
monitoring: { namespace: Bad_Name }         # monitoring.namespace must be a DNS label: .*, got "Bad_Name"
alerts: { off: { ArksGatewayDwn: late } }   # alerts.off.ArksGatewayDwn must name an alert, got "ArksGatewayDwn"; did you mean ArksGatewayDown\\?
grafana: { dashboards: { extraDashboards: { folder: ../team } } }
slos:
  - { name: up, indicator: gatewayAvailability, objectivePercent: 101 }  # slos\\[0\\].objectivePercent must be at most 99.999, got 101
  - { name: up, indicator: gatewayAvailability, objectivePercent: 99 }   # slos\\[1\\].name must be unique, got "up", as in slos\\[0\\].name
`,
  // An objective is off every grid whatever the surfaces are, and not measured whatever sizing is.
  'b.yaml': `
cluster: { nam: twin }                      # cluster.nam is not a setting; did you mean cluster.name\\?
surfaces: { envoy: { enabled: false } }
slos:
  - { name: fast, indicator: firstToken, thresholdSeconds: 7, objectivePercent: 99 }  # slos\\[0\\].thresholdSeconds must be a boundary of every bucket grid .*, got 7; the nearest are
  - { name: up, indicator: gatewayAvailability, objectivePercent: 99 }                # slos\\[1\\].indicator must be measured here, got gatewayAvailability, which needs surfaces.envoy
  - name: Fast                              # slos\\[2\\].name must be a DNS label: .*, got "Fast"
    indicator: firstToken
    thresholdSeconds: 1
    objectivePercent: 100                   # slos\\[2\\].objectivePercent must be at most 99.999, got 100
`,
  // Right by itself, and wrong with all that only its objects show.
  'c.yaml': `
cluster: { label: finished_reason }              # cluster.label must not be a label of any metric, got "finished_reason", which vllm:
scrape:
  labelLimit: 7                                  # scrape.labelLimit must not be below the \\d+ labels .*, got 7
  keep: [sgl_router_requests_total]              # scrape.keep\\[0\\] must be a metric of an enabled surface and runtime, got "sgl_router_requests_total"
surfaces:
  router: { enabled: false }
  runtime: { seriesBudget: 0xB, sampleLimit: 13 }  # surfaces.runtime.seriesBudget must not be below the \\d+ series .*, got 0xB; raise it
grafana: { dashboards: { extraDashboards: { folder: ../none } } }  # grafana.dashboards.extraDashboards.folder must be a folder of .json files, got "../none": ENOENT
`,
  'd.yaml': `
sizing: { users: 9007199254740993 }         # sizing.users must be a whole number of at most 9007199254740991, got 9007199254740993
surfaces:
  customResources:
    tolerations: [{ key: gpu, effect: NoRun }]  # surfaces.customResources.tolerations\\[0\\].effect must be one of NoSchedule, PreferNoSchedule, NoExecute, got "NoRun"
    affinity:
      podAntiAffinity:
        requiredDuringSchedulingIgnoredDuringExecution:
          - topologyKey: zone
            labelSelector: { matchExpressions: [{ key: app, operator: is }] }  # surfaces.customResources.affinity.podAntiAffinity.*operator must be one of In, NotIn, Exists, DoesNotExist, got "is"
`,
  'e.yaml': `
argocd: { repoUrl: https://git.example.com/x.git, destination: in-cluster, path: dist/f }  # argocd.path must be dist/e if it is inside dist, .*, got "dist/f"
rules: { mimir: { tenant: llm } }           # rules.mimir must not be set unless rules.target is mimir, which is "prometheus", got {"tenant":"llm"}
scrape: { interval: 30 }                    # scrape.interval must be a duration above 0 such as 30s or 1m30s, got 30
alerts: { thresholds: { firstTokenP95Seconds: 7200 } }  # alerts.thresholds.firstTokenP95Seconds must be at most \\d+, got 7200
`,
  'f.yaml': `
arks: [
`,
  // Beside another that is wrong as well.
  'h.yaml': `
cluster: { name: twin }                     # cluster.name must be unique, got "twin": .*; as in environments/a.yaml:4:18
zebra: 3                                    # zebra is not a setting; allowed are
`,
} as const;

/** What is said of a file as a whole, or of none of its settings. */
const WHOLE = [
  /^dist: must hold nothing but what synth writes, .*, got "notes.txt"; move or delete it$/,
  /^environments\/G_g\.yaml:1:1: the file name must be a DNS label, .*, got "G_g"$/,
  /^environments\/empty\.yaml:1:1: is empty; write \{\} to take every default$/,
  /^environments\/f\.yaml:3:1: is not valid YAML: what begins with a bracket must end with one, .*$/,
  /^environments\/latin\.yaml:1:1: must be UTF-8 text, found another encoding$/,
  /^team\/cut\.json:1:1: must be a dashboard as classic JSON, but /,
];

/** Where a line says that something is, in letters that sort as places do. */
const place = (line: string) =>
  line.replace(/^([^:]+):(?:(\d+):(\d+):)?.*$/, (_, file, ...at) =>
    [file, ...at.slice(0, 2).map((one) => String(one ?? '').padStart(4, '0'))].join(':'),
  );

/** The lines with a comment, as `file:line` and what is told of it. */
const marked = Object.entries(FILES).flatMap(([file, text]) =>
  text.split('\n').flatMap((line, index) => {
    const [, words] = /# (.*)$/.exec(line) ?? [];
    return words === undefined ? [] : [new RegExp(`^environments/${file}:${index + 1}:\\d+: ${words}`)];
  }),
);

test('everything that is wrong in any file is told in one run, with file, line, column, what is allowed and what was found', async () => {
  const folder = temporaryFolder({
    ...Object.fromEntries(
      Object.entries(FILES).map(([file, text]) => [`environments/${file}`, text.replaceAll(/ *# .*$/gm, '')]),
    ),
    'environments/empty.yaml': '',
    'environments/G_g.yaml': '{}',
    'team/cut.json': '{"uid": "cut",',
    'dist/notes.txt': 'mine',
  });
  writeFileSync(join(folder, 'environments/latin.yaml'), Buffer.from('cluster: { name: \u00fc }', 'latin1'));
  const before = contentsOf(folder);
  const { exitCode, stdout, stderr } = await runSynthWith(folder);
  const lines = stderr.trimEnd().split('\n');
  expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' });
  const expected = [...WHOLE, ...marked];
  expect(expected.filter((one) => !lines.some((line) => one.test(line)))).toEqual([]);
  expect(lines.filter((line) => !expected.some((one) => one.test(line)))).toEqual([]);
  expect(lines.map(place)).toEqual(lines.map(place).toSorted());
  expect(contentsOf(folder)).toEqual(before);
});
