import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { settings } from '../../src/documented/settings.js';
import { withThresholdsNamed } from '../../tools/production-thresholds.js';
import { PROJECT } from '../support/commands.js';

const text = readFileSync(join(PROJECT, 'environments/production.yaml'), 'utf8');
/** An override may have any threshold of a tenant; four are enough to see that. */
const ANY_THRESHOLD = 'alerts.overrides.thresholds.';
/** A line that names a setting, a first one of an entry behind a dash; or an entry on one line. */
const NAMING = /^(?<indent> *)(?<dash>- )?(?:(?<key>[\w./-]+):(?: |$))?(?<value>.*)$/;

/** Every path that the file says or names, entries of lists without their index. */
function pathsNamed(): ReadonlySet<string> {
  const above: { readonly depth: number; readonly path: string }[] = [];
  const named = text.split('\n').flatMap((line) => {
    const { indent = '', dash = '', key, value = '' } = NAMING.exec(uncommented(line))?.groups ?? {};
    const depth = indent.length + dash.length;
    if (key === undefined && dash === '') return [];
    while ((above.at(-1)?.depth ?? -1) >= depth) above.pop();
    const path = [above.at(-1)?.path ?? [], key ?? []].flat().join('.');
    if (key !== undefined) above.push({ depth, path });
    return [path, ...pathsIn(value).map((below) => `${path}.${below}`)];
  });
  return new Set(named);
}

/** A line as it is, or as it would be without the signs that make it a comment. */
function uncommented(line: string): string {
  const less = line.replace(/^( *)# ?/, '$1');
  return less === line ? line : uncommented(less);
}

/** The paths in what is written on one line. */
function pathsIn(value: string): readonly string[] {
  return /^[[{]/.test(value) ? pathsOf(parse(value)) : [];
}

function pathsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(pathsOf);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [key, ...pathsOf(inner).map((below) => `${key}.${below}`)]);
}

test('environments/production.yaml shows every option at its place: set, or named in a comment', () => {
  const named = [...pathsNamed()];
  const silent = settings()
    .filter(({ section }) => !section)
    .map(({ path }) => path.replaceAll('[]', '').replace(ANY_THRESHOLD, 'alerts.thresholds.'))
    .filter((path) => {
      const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replaceAll('<name>', '[^.]+')}$`);
      return !named.some((one) => pattern.test(one));
    });
  expect(silent, 'write each into environments/production.yaml, set or as a comment').toEqual([]);
  expect(named).toContain('extends');
});

test('a setting is not shown by one of the same name elsewhere', () => {
  const named = pathsNamed();
  expect(named.has('alerts.overrides.severities')).toBe(false);
  expect(named.has('alerts.severities.critical')).toBe(true);
  expect(named.has('scrape.endpoints.tlsConfig.ca.configMap.name')).toBe(true);
});

test('thresholds that it does not set are named as `npm run generate` names them', () => {
  expect(text, 'run npm run generate').toBe(withThresholdsNamed(text));
  const without = text.replace(/^ {4}# errorRatio: .*\n/m, '');
  expect(without).not.toBe(text);
  expect(withThresholdsNamed(without)).toBe(text);
});
