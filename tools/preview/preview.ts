import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { bundled } from './build/bundle.js';
import { html } from './build/html.js';
import { pictured, startedBrowser } from './build/pictures.js';
import { findingsOf, foundText } from './checks/index.js';
import { gathered } from './data/sources.js';
import { writeDocumentedPictures } from './documented.js';
import type { Options } from './options.js';

/**
 * Writes a page for each dashboard, and pictures of it. Returns 1 where a check that needs no eye found something, which is then
 * printed. Throws with what is missing or wrong.
 */
export async function preview(options: Options): Promise<0 | 1> {
  // Whoever has no Chromium is told before a fleet is played.
  const browser = options.pictures ? await startedBrowser() : undefined;
  try {
    return await drawnIn(await browser?.newPage(), options);
  } finally {
    await browser?.close();
  }
}

async function drawnIn(tab: Page | undefined, options: Options): Promise<0 | 1> {
  const { out, theme } = options;
  const all = await gathered(options);
  const bundle = await bundled();
  mkdirSync(out, { recursive: true });
  const pages = Object.fromEntries(all.map(({ dashboard: { uid } }) => [uid, `${uid}.html`]));
  const tagged = all.map(({ dashboard: { uid, title, tags = [] } }) => ({ uid, title, tags }));
  let found = 0;
  for (const { dashboard, sets } of all) {
    const { uid } = dashboard;
    writeFileSync(join(out, `${uid}.html`), html(bundle, { dashboard, pages, tagged, sets }));
    console.log(join(out, `${uid}.html`));
    if (tab === undefined) continue;
    for (const set of sets) {
      const drawn = await pictured(tab, { folder: out, uid, set: set.name, theme });
      writeFileSync(join(out, `${uid}.${set.name}.json`), `${JSON.stringify(drawn, undefined, 2)}\n`);
      const findings = findingsOf(drawn);
      found += findings.length;
      for (const finding of findings) console.log(`  ${foundText(finding)}`);
    }
  }
  if (options.documented) {
    const [set = ''] = options.data;
    await writeDocumentedPictures(
      all.map(({ dashboard }) => dashboard),
      out,
      set,
    );
  }
  return found === 0 ? 0 : 1;
}
