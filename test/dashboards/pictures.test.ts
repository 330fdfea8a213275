import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { simulatedEnvironment } from '@arks-monitoring/simulator/environment.js';
import { expect, test } from 'vitest';
import { planOf } from '../../src/plan/plan.js';
import { controlStructure } from '../../tools/preview/demo/structure.js';
import { structureOf } from '../../tools/preview/model/structure.js';
import { PROJECT } from '../support/commands.js';

const FOLDER = join(PROJECT, 'docs/pictures');
const DEMO = 'demo.png';
const MOST_BYTES = 1_500_000;
const pictures = readdirSync(FOLDER).filter((name) => name.endsWith('.png'));
const panel = { id: 1, type: 'stat', title: 'Requests', gridPos: { x: 0, y: 1, w: 4, h: 4 } };

test('every dashboard has a picture of how it is built now (else: npm run preview -- --pictures)', () => {
  const { drawn } = planOf(simulatedEnvironment());
  const structures = Object.fromEntries(drawn.map(({ uid, json }) => [uid, structureOf(JSON.parse(json))]));
  expect(JSON.parse(readFileSync(join(FOLDER, 'dashboards.json'), 'utf8'))).toEqual(structures);
  expect(pictures.sort()).toEqual([...drawn.map(({ uid }) => `${uid}.png`), DEMO].sort());
});

test('the demo has a picture of how its first page is built now (else: npm run demo -- --picture)', () => {
  expect(JSON.parse(readFileSync(join(FOLDER, 'demo.json'), 'utf8'))).toEqual({ demo: controlStructure() });
});

test('pictures are small, and PNG', () => {
  const bytes = pictures.map((name) => statSync(join(FOLDER, name)).size);
  expect(bytes.reduce((sum, one) => sum + one, 0)).toBeLessThan(MOST_BYTES);
  for (const name of pictures) expect(readFileSync(join(FOLDER, name)).toString('latin1', 1, 4)).toBe('PNG');
});

test.each([
  ['a title', { ...panel, title: 'Answers' }],
  ['a kind', { ...panel, type: 'timeseries' }],
  ['a place', { ...panel, gridPos: { ...panel.gridPos, y: 5 } }],
  ['a panel of a closed row', { ...panel, panels: [panel] }],
])('a picture is no longer right where %s changes', (_, changed) => {
  expect(structureOf({ title: 'Overview', panels: [changed] })).not.toBe(
    structureOf({ title: 'Overview', panels: [panel] }),
  );
});

test('a picture stays right where a query changes', () => {
  const asked = (expr: string) =>
    structureOf({ title: 'Overview', panels: [{ ...panel, targets: [{ refId: 'A', expr }] }] });
  expect(asked('up')).toBe(asked('up == 1'));
});
