import { readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, test } from 'vitest';
import { alertNames } from '../../src/rules/alerts/index.js';
import { ROOT } from './support/commands.js';
import { packed, packedFiles, packedText } from './support/packed.js';

/** Code, types and pages, compressed; 1.1 MB of it are code and the program that judges regexes as Kubernetes does, 0.4 MB pictures of dashboards. */
const MOST_BYTES = 2_300_000;

test('the package is small, and holds neither tests nor tools nor what this repository deploys', () => {
  expect(statSync(packed()).size).toBeLessThan(MOST_BYTES);
  const files = packedFiles();
  expect(files.filter((file) => /^(src|imports|test|tools|dist|findings)\//.test(file))).toEqual([]);
  for (const file of ['CHANGELOG.md', 'LICENSE', 'NOTICE', 'README.md']) expect(files).toContain(file);
});

test('what it holds of other projects is named with its licence', () => {
  const licences = packedText('lib/LICENCES.txt');
  for (const name of [
    'cdk8s-plus-27',
    'kubernetes-models',
    'zod',
    'yaml',
    '@grafana/promql-builder',
    're2-wasm',
    'commander',
    'diff',
  ])
    expect(licences).toMatch(new RegExp(`^${name} v?\\d+\\.\\d+\\.\\d+: [\\w.-]+$`, 'm'));
  expect(licences).not.toMatch(/^\S+ v?\d+\.\d+\.\d+: (?!Apache-2\.0|MIT|ISC|0BSD|BSD-2-Clause|BSD-3-Clause$)/m);
  expect(packedText('NOTICE')).toContain('lib/LICENCES.txt');
});

test('every link of its pages leads to a file that is in it', () => {
  const files = packedFiles();
  const pages = files.filter((file) => file.endsWith('.md'));
  expect(pages.length).toBeGreaterThan(80);
  expect(pages.flatMap((page) => brokenLinks(page, files))).toEqual([]);
});

/** Links of a page to files that are not there; other sites and places in the page itself are none. */
function brokenLinks(page: string, files: readonly string[]): readonly string[] {
  const prose = readFileSync(join(ROOT, page), 'utf8').replace(/```[\s\S]*?```/g, '');
  return [...prose.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => normalize(join(dirname(page), link)))
    .filter((path) => !files.some((file) => file === path || file.startsWith(path.replace(/\/?$/, '/'))))
    .map((path) => `${page}: ${path}`);
}

test('it holds what alerts and editors name: each runbook, the schema, the contract', () => {
  const files = packedFiles();
  for (const name of [...alertNames, 'README']) expect(files).toContain(`docs/runbooks/${name}.md`);
  expect(JSON.parse(packedText('environments/environment.schema.json'))).toHaveProperty('properties.monitoring');
  expect(files).toContain('docs/contract.yaml');
});
