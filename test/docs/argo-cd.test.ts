import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { PROJECT } from '../support/commands.js';
import { environmentOf } from '../support/environment.js';
import { objectsOf } from '../support/kubernetes-objects.js';

const PAGE = readFileSync(join(PROJECT, 'docs/argocd.md'), 'utf8');
const WAVE = 'argocd.argoproj.io/sync-wave';

/** The rows of the page's table of waves, by wave. */
const rows = new Map([...PAGE.matchAll(/^\| (\d) \| (.+) \|$/gm)].map(([, wave = '', kinds = '']) => [wave, kinds]));

test.each([['sidecar'], ['operator']])('the page names every kind in the wave it has, with the %s', (delivery) => {
  const settings = { tenants: { namespaces: ['tenant-a'] }, grafana: { dashboards: { delivery } } };
  const wrong = [...objectsOf(environmentOf(settings)).values()].filter(({ kind, metadata }) => {
    const row = rows.get(metadata.annotations[WAVE] ?? '') ?? '';
    return !new RegExp(`\\b${kind}\\b`).test(row);
  });
  expect(rows.size).toBe(2);
  expect(wrong.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([]);
});

test('the page says the limits that synth checks', () => {
  for (const bytes of ['262,144', '1,048,576', '1,572,864']) expect(PAGE).toContain(bytes);
});
