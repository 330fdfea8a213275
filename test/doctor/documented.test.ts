import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checks } from '../../src/doctor/checks/index.js';
import { PAGES } from '../../src/doctor/pages.js';
import { reasonOf } from '../../src/doctor/scrape-reasons.js';
import { anchors } from '../docs/markdown.js';
import { PROJECT } from '../support/commands.js';

const textOf = (page: string) => readFileSync(join(PROJECT, page), 'utf8');

test('docs/doctor.md has a row for each check, those of Prometheus in the order in which they are told', () => {
  const text = textOf('docs/doctor.md');
  const ids = checks.map(({ id }) => id);
  expect(ids.filter((id) => !text.includes(`| \`${id}\` |`))).toEqual([]);
  const ofPrometheus = text.slice(text.indexOf('## What is found'), text.indexOf('## What Kubernetes says'));
  const rows = [...ofPrometheus.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, id = '']) => id);
  expect(rows).toEqual(ids.filter((id) => rows.includes(id)));
  expect(rows.length).toBeGreaterThan(20);
});

test('every page that findings point at is there, with its heading', () => {
  const reasons = ['HTTP status 401', 'HTTP status 404', 'x509', 'deadline exceeded', 'connection refused'].map(
    reasonOf,
  );
  for (const page of [...Object.values(PAGES), ...reasons.map((reason) => reason.page), 'docs/settings.md#scrape']) {
    const [file = '', anchor] = page.split('#');
    expect(existsSync(join(PROJECT, file)), page).toBe(true);
    if (anchor !== undefined) expect(anchors(textOf(file)), page).toContain(anchor);
  }
});
