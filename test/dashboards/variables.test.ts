import { expect, inject, test } from 'vitest';
import { z } from 'zod';
import { classicDashboard, queryVariables } from '../../src/dashboards/lint/classic.js';
import { planOf } from '../../src/plan/plan.js';
import { regexLiteral } from '../../src/promql/build.js';
import { environmentOf } from '../support/environment.js';
import { promtool } from '../support/promtool.js';

const named = z.object({ list: z.array(z.object({ name: z.string() })) });
/** What a dashboard offers to choose, and what it shows across its panels. */
const shape = z.object({ uid: z.string(), templating: named, annotations: named });

const DELETE = 127;
/** Every character of ASCII, and two of other scripts, each between letters as it may be in a name. */
const names = [
  ...Array.from({ length: DELETE }, (_, code) => String.fromCharCode(code + 1)).filter((one) => one !== '\u007f'),
  ...['é', '漢'],
].map((one) => `qwen${one}7b`);

const variables = planOf(environmentOf({})).drawn.flatMap(({ json }) =>
  queryVariables(classicDashboard.parse(JSON.parse(json))),
);
/** As Grafana reads the pattern of a variable: between slashes, and letters after them are flags. */
const patterns = new Set(variables.map(({ regex }) => regex));
const [pattern = ''] = patterns;
const offered = new RegExp(pattern.replace(/^\/|\/$/g, ''));

/** A chosen value as Grafana writes it into a query: taken literally by the regular expression, whose backslashes the string doubles. */
const inQuery = (value: string) => regexLiteral(value).replaceAll('\\', '\\\\');

test('every variable offers the same names, and none that has a double quote or a line break', () => {
  expect(variables.length).toBeGreaterThan(20);
  expect([...patterns]).toEqual([pattern]);
  expect(names.filter((name) => !offered.test(name))).toEqual(['qwen\n7b', 'qwen"7b']);
});

test('whichever name is chosen, a query finds what has that name', async () => {
  const chosen = names.filter((name) => offered.test(name));
  const { ok, output } = await promtool(inject('prometheus').promtool, ['test', 'rules', 'test.yml'], {
    'test.yml': {
      tests: [
        {
          interval: '1m',
          input_series: names.map((name) => ({ series: `up{model=${JSON.stringify(name)}}`, values: '1' })),
          promql_expr_test: chosen.map((name) => ({
            expr: `up{model=~"${inQuery(name)}"}`,
            eval_time: '0m',
            exp_samples: [{ labels: `up{model=${JSON.stringify(name)}}`, value: 1 }],
          })),
        },
      ],
    },
  });
  expect(ok ? '' : output).toBe('');
});

test('a dashboard on which nothing is of a namespace says nothing of replicas, which a namespace owns', () => {
  const off = { enabled: false };
  const surfaces = { runtime: off, disaggregated: off, router: off, gateway: off, envoy: off, customResources: off };
  const settings = environmentOf({ slos: [], surfaces });
  const found = planOf(settings).drawn.map(({ json }) => shape.parse(JSON.parse(json)));
  const namespaceless = found.filter(({ templating }) => !templating.list.some(({ name }) => name === 'namespace'));
  expect(namespaceless.map(({ uid }) => uid)).toEqual(['arks-troubleshooting', 'arks-control-plane']);
  expect(namespaceless.flatMap(({ annotations }) => annotations.list.map(({ name }) => name))).toEqual([
    'Critical alerts',
    'Warnings',
    'Critical alerts',
    'Warnings',
  ]);
});
