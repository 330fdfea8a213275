import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeKustomizations } from '../../src/app/kustomization.js';
import { synthesize } from '../../src/app/synthesis.js';
import { loadFolder } from '../../src/files/load.js';
import { plainText } from '../../src/review/change.js';
import { reviewMarkdown } from '../../src/review/markdown.js';
import { staleEnvironments, staleWords } from '../../src/review/stale.js';
import { folderTree } from '../../src/review/trees.js';
import { knownNames } from '../../src/rules/known-names.js';
import { temporaryFolder } from '../support/temporary-folder.js';

const cluster = (name: string, more = '') =>
  `monitoring: { namespace: monitoring, selectorLabels: { release: prometheus } }\ncluster: { name: ${name} }\n${more}`;

test('only an environment that was changed and not synthesized is stale; a file without meaning of its own is, too', async () => {
  const folder = temporaryFolder({ 'from/eu-1.yaml': cluster('eu-1'), 'from/us-1.yaml': cluster('us-1') });
  const [from, dist] = [join(folder, 'from'), join(folder, 'dist')];
  mkdirSync(dist);
  const loaded = loadFolder(from, knownNames);
  await synthesize({ loaded, folder: dist, tell: () => undefined });
  writeKustomizations(loaded.environments, dist);
  await expect(staleEnvironments(from, folderTree(dist))).resolves.toEqual([]);
  writeFileSync(join(from, 'us-1.yaml'), cluster('us-1', 'scrape: { interval: 15s }\n'));
  writeFileSync(join(dist, 'eu-1/left.k8s.yaml'), '{}');
  await expect(staleEnvironments(from, folderTree(dist))).resolves.toEqual(['eu-1', 'us-1']);
  writeFileSync(join(from, 'us-1.yaml'), 'scrape: { interval: never }\n');
  await expect(staleEnvironments(from, folderTree(dist))).rejects.toThrow('us-1.yaml:1:');
});

test('a stale output is told above everything, with what is different, and a current one is not', () => {
  const words = staleWords(['eu-1', 'argocd']);
  expect(words === undefined ? '' : plainText(words)).toBe(
    'dist is not what synth writes from environments now; synthesize, and review again. It differs in eu-1, argocd',
  );
  expect(reviewMarkdown([], words).split('\n')[2]).toMatch(/^\*\*Warning:\*\* dist is not/);
  expect(staleWords([])).toBeUndefined();
  expect(reviewMarkdown([])).not.toContain('Warning');
});
