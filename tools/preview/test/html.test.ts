import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { chromiumArguments, chromiumPath } from '../build/chromium.js';
import { html } from '../build/html.js';
import { dashboard } from './fixtures.js';

const DATA = { dashboard: dashboard({ title: 'a <b> & c' }), pages: {}, tagged: [], sets: [] };
const page = html({ script: 'const end = "</script>";', style: 'p{color:red}' }, DATA);

test('the one script that may run is that of the page, as it stands there', () => {
  const [, code = ''] = /<script>([\s\S]*?)<\/script>/.exec(page) ?? [];
  expect(code).toBe('const end = "<\\/script>";');
  expect(page).toContain(`script-src 'sha256-${createHash('sha256').update(code).digest('base64')}'`);
});

test('nothing may be fetched, and the page names nothing to fetch', () => {
  expect(page).toContain("default-src 'none'");
  expect(page).not.toMatch(/connect-src|(?:src|href)="/);
});

test('the data are all there, and a title cannot become a tag', () => {
  const [, text = ''] = /id="data">([^<]*)</.exec(page) ?? [];
  expect(JSON.parse(gunzipSync(Buffer.from(text, 'base64')).toString())).toEqual(DATA);
  expect(page).toContain('<title>a &lt;b> &amp; c</title>');
});

test('the sandbox of Chromium is left out for root alone', () => {
  expect(chromiumArguments(0)).toContain('--no-sandbox');
  expect(chromiumArguments(1_000)).not.toContain('--no-sandbox');
  expect(chromiumArguments(undefined)).not.toContain('--no-sandbox');
});

test('what is missing is said where there is no Chromium', () => {
  expect(() => chromiumPath({ PATH: '/nowhere' })).toThrow('there is no Chromium on PATH');
  expect(() => chromiumPath({ CHROMIUM_BIN: '/nowhere/chromium' })).toThrow(
    'CHROMIUM_BIN must name an executable file, got "/nowhere/chromium"',
  );
});
