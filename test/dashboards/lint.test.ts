import { describe, expect, test } from 'vitest';
import { environmentSchema } from '../../src/config/environment.js';
import { classicDashboard } from '../../src/dashboards/lint/classic.js';
import { lintRules } from '../../src/dashboards/lint/index.js';
import { loadEnvironments } from '../../src/files/load.js';
import { planOf } from '../../src/plan/plan.js';
import { knownNames } from '../../src/rules/known-names.js';
import { broken } from './broken.js';

const everything = {
  ...environmentSchema.parse({
    surfaces: { customResources: { tokenLimits: true } },
    exporters: { gpu: { enabled: true }, containers: { enabled: true } },
    prices: { models: [{ model: 'say "hi" \\ {x}', inputPerMillion: 1, outputPerMillion: 3 }] },
  }),
  name: 'everything',
  file: 'everything.yaml',
};
const environments = [...loadEnvironments('environments', knownNames), everything];
const built = environments.map((environment) => ({
  rules: lintRules(planOf(environment).recordedNames),
  all: planOf(environment).drawn.map(({ json }) => classicDashboard.parse(JSON.parse(json))),
}));
const rules = lintRules(planOf(everything).recordedNames);

test('there is something to check', () => {
  expect(built.map(({ all }) => all.length)).toEqual([8, 8, 8]);
});

describe.each(rules)('$name', ({ name, findings }) => {
  test('finds nothing in any dashboard', () => {
    const found = built.flatMap((one) =>
      one.all.flatMap((d) => one.rules.find((rule) => rule.name === name)?.findings(d)),
    );
    expect(found).toEqual([]);
  });

  test('finds whatever breaks it', () => {
    const [first] = built.at(-1)?.all ?? [];
    if (first === undefined) throw new Error('there must be a dashboard');
    const breaks = broken[name] ?? [];
    expect(breaks).not.toEqual([]);
    for (const change of breaks) expect(findings(change(structuredClone(first)))).not.toEqual([]);
  });
});
