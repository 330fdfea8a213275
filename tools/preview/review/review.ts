import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { treeAt } from '../../../src/review/git.js';
import { groupedBy } from '../../../src/review/review.js';
import { folderTree, isFolder } from '../../../src/review/trees.js';
import { type Bundle, bundled } from '../build/bundle.js';
import { html } from '../build/html.js';
import { panelPictures, startedBrowser } from '../build/pictures.js';
import { collected } from '../data/collect.js';
import { type Source, shownBy, sourcesOf } from '../data/sources.js';
import type { Options } from '../options.js';
import { type ChangedPanel, redrawnPanels, type Side } from './changed-panels.js';
import { isPicture, pictureName } from './names.js';
import { onlyPanels } from './only-panels.js';
import type { ReviewOptions } from './options.js';
import { type PicturedPanel, pictureMarkdown } from './page.js';

const PAGE = 'panels.md';
const DIST = 'dist';

/**
 * Draws every panel that two outputs of synth draw otherwise, before and after, over the same data, into `out`: a PNG of each, and a
 * page that shows them side by side. Throws with what is missing or wrong; nothing is written then.
 */
export async function reviewPictures(options: Options, { base, head, most }: ReviewOptions): Promise<void> {
  const { out } = options;
  const old = takenFolder(out);
  const before = isFolder(base) ? folderTree(base) : treeAt(base, DIST);
  const { panels, shells } = redrawnPanels(before, folderTree(head));
  const [drawn, left] = [panels.slice(0, most), panels.slice(most)];
  const { pictured, data } = drawn.length === 0 ? NOTHING : await drawnOn(options, drawn);
  mkdirSync(out, { recursive: true });
  for (const file of old) rmSync(join(out, file));
  for (const { file, png } of pictured.flatMap(({ files }) => files)) writeFileSync(join(out, file), png);
  writeFileSync(join(out, PAGE), pictureMarkdown({ pictured, left, shells, data }));
  // Standard output is the review's.
  console.error(join(out, PAGE));
}

interface File {
  readonly file: string;
  readonly png: Buffer;
}

interface Drawn extends PicturedPanel {
  readonly files: readonly File[];
}

const NOTHING: { readonly pictured: readonly Drawn[]; readonly data: string } = { pictured: [], data: '' };

/** Pictures of an earlier review in a folder. Throws where it holds something else, which nobody may want to lose. */
function takenFolder(out: string): readonly string[] {
  const files = existsSync(out) ? readdirSync(out) : [];
  const others = files.filter((file) => file !== PAGE && !isPicture(file));
  if (others.length > 0) throw new Error(`a folder for pictures must hold nothing else, and ${out} holds ${others[0]}`);
  return files;
}

async function drawnOn(options: Options, panels: readonly ChangedPanel[]): Promise<typeof NOTHING> {
  const [open] = sourcesOf(options);
  if (open === undefined) throw new Error('--data must name a data set, got none');
  // Whoever has no Chromium is told before a fleet is played.
  const browser = await startedBrowser();
  try {
    const tab = await browser.newPage();
    const source = await open();
    try {
      const pngs = await drawnSides({ tab, source, bundle: await bundled(), theme: options.theme }, panels);
      return { pictured: panels.map((panel) => drawnPanel(panel, pngs)), data: `${source.name}: ${source.title}` };
    } finally {
      await source.stop();
    }
  } finally {
    await browser.close();
  }
}

interface Drawing {
  readonly tab: Page;
  readonly source: Source;
  readonly bundle: Bundle;
  readonly theme: string;
}

/** A picture of each side of these panels; those of one dashboard are drawn in one page. */
async function drawnSides(
  { tab, source, bundle, theme }: Drawing,
  panels: readonly ChangedPanel[],
): Promise<ReadonlyMap<Side, Buffer>> {
  const pngs = new Map<Side, Buffer>();
  const sides = panels.flatMap(({ before, after }) => [before, after]).filter((side) => side !== undefined);
  const byBoard = groupedBy(sides, ({ board }) => board);
  const folder = mkdtempSync(join(tmpdir(), 'arks-review-'));
  try {
    for (const [board, [first, ...others]] of byBoard) {
      if (first === undefined) continue;
      console.error(`${source.name}: drawing ${others.length + 1} panels of ${board.uid}`);
      const dashboard = onlyPanels([first, ...others]);
      const shown = shownBy(dashboard, source);
      const answers = await collected({ dashboard, address: source.address, shown, choices: false });
      const set = { name: source.name, title: source.title, shown, ...answers };
      writeFileSync(join(folder, 'page.html'), html(bundle, { dashboard, pages: {}, tagged: [], sets: [set] }));
      const pictures = await panelPictures(tab, { folder, file: 'page.html', set: source.name, theme });
      for (const [index, side] of [first, ...others].entries()) {
        const picture = pictures.find(({ panel }) => panel.id === index + 1);
        if (picture !== undefined) pngs.set(side, picture.png);
      }
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return pngs;
}

function drawnPanel(changed: ChangedPanel, pngs: ReadonlyMap<Side, Buffer>): Drawn {
  const [before, after] = (['before', 'after'] as const).map((when): File | undefined => {
    const side = changed[when];
    const png = side === undefined ? undefined : pngs.get(side);
    return png === undefined ? undefined : { file: `${pictureName(changed)}.${when}.png`, png };
  });
  const isAlike = before !== undefined && after !== undefined && before.png.equals(after.png);
  const files = isAlike ? [] : [before, after].filter((file) => file !== undefined);
  return { changed, before: before?.file, after: after?.file, isAlike, files };
}
