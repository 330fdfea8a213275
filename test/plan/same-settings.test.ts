import { expect, test } from 'vitest';
import { planOf } from '../../src/plan/plan.js';
import { onceForSettings } from '../../src/plan/same-settings.js';
import { environmentOf } from '../support/environment.js';

const own = environmentOf({ cluster: { name: 'eu-1' } });
const renamed = { ...own, name: 'other', file: 'elsewhere/other.yaml' };

test('work is done once for environments of the same settings, and anew for others', () => {
  const made: string[] = [];
  const remembered = onceForSettings<string>();
  const ask = (environment: typeof own) =>
    remembered(environment, () => {
      made.push(environment.name);
      return environment.cluster.name ?? '';
    });
  const other = environmentOf({ cluster: { name: 'eu-2' } });
  expect([ask(own), ask(renamed), ask(other), ask(own)]).toEqual(['eu-1', 'eu-1', 'eu-2', 'eu-1']);
  expect(made).toEqual([own.name, other.name]);
});

test('beside rules that are read from files it is done each time', () => {
  let made = 0;
  const remembered = onceForSettings<number>();
  const riding = { ...own, rules: { ...own.rules, extraRules: { folder: 'rules', exempt: {} } } };
  remembered(riding, () => ++made);
  expect(remembered(riding, () => ++made)).toBe(2);
});

test('what is drawn says neither what an environment nor what its file is called', () => {
  // Settings that nobody else has, or it would be what was drawn for others.
  const settings = environmentOf({ cluster: { name: 'drawn-for-a-name' } });
  const named = { ...settings, name: 'a-name-of-its-own', file: 'environments/a-name-of-its-own.yaml' };
  const { drawn, runbooks } = planOf(named);
  expect(JSON.stringify([drawn, runbooks])).not.toContain('a-name-of-its-own');
});
