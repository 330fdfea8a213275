import { statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { packed, packedFiles, packedText } from './support/packed.js';

/** Code, types and pages, compressed; 1.1 MB of it are code and the program that judges regexes as Kubernetes does. */
const MOST_BYTES = 2_000_000;

test('the package is small, and holds neither tests nor tools nor what this repository deploys', () => {
  expect(statSync(packed()).size).toBeLessThan(MOST_BYTES);
  const files = packedFiles();
  expect(files.filter((file) => /^(src|imports|test|tools|dist|findings)\//.test(file))).toEqual([]);
  for (const file of ['CHANGELOG.md', 'LICENSE', 'NOTICE', 'README.md']) expect(files).toContain(file);
});

test('what it holds of other projects is named with its licence', () => {
  const licences = packedText('lib/LICENCES.txt');
  for (const name of ['cdk8s-plus-27', 'kubernetes-models', 'zod', 'yaml', '@grafana/promql-builder', 're2-wasm'])
    expect(licences).toMatch(new RegExp(`^${name} v?\\d+\\.\\d+\\.\\d+: [\\w.-]+$`, 'm'));
  expect(licences).not.toMatch(/^\S+ v?\d+\.\d+\.\d+: (?!Apache-2\.0|MIT|ISC|0BSD|BSD-2-Clause$)/m);
  expect(packedText('NOTICE')).toContain('lib/LICENCES.txt');
});
