import { describe, expect, test } from 'vitest';
import { environmentSchema } from '../../src/config/environment.js';
import { loadEnvironments } from '../../src/config/load.js';
import { dashboardsOf } from '../../src/dashboards/index.js';
import { knownNames } from '../../src/rules/known-names.js';
import { broken } from './broken.js';
import { type Classic, classic } from './classic.js';
import { rules } from './rules.js';

const everything = {
  ...environmentSchema.parse({
    surfaces: { customResources: { tokenLimits: true } },
    exporters: { gpu: { enabled: true }, containers: { enabled: true } },
    prices: { models: [{ model: 'say "hi" \\ {x}', inputPerMillion: 1, outputPerMillion: 3 }] },
  }),
  name: 'everything',
  file: 'everything.yaml',
};
const all = [...loadEnvironments('environments', knownNames), everything].flatMap((environment) =>
  dashboardsOf(environment).map(({ json }): Classic => classic.parse(JSON.parse(json))),
);

test('there is something to check', () => {
  expect(new Set(all.map(({ uid }) => uid)).size).toBe(8);
});

describe.each(rules)('$name', ({ name, findings }) => {
  test('finds nothing in any dashboard', () => {
    expect(all.flatMap(findings)).toEqual([]);
  });

  test('finds what breaks it', () => {
    const [first] = all;
    if (first === undefined) throw new Error('there must be a dashboard');
    const wrong = broken[name]?.(structuredClone(first));
    expect(wrong === undefined ? [] : findings(wrong)).not.toEqual([]);
  });
});
