import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { GRID } from '../model/layout.js';
import type { Drawn, PanelReport, Report } from '../model/report.js';
import { chromiumArguments, chromiumPath } from './chromium.js';
import { opened, redrawn, resized, unscrolled, watched } from './drawn-page.js';

export interface PictureProps {
  readonly folder: string;
  readonly uid: string;
  readonly set: string;
  readonly theme: string;
  /** Whether there is a picture of a laptop, too; there is unless said. */
  readonly laptop?: boolean;
}

const SCREENS = { large: { width: 1_920, height: 1_080 }, laptop: { width: 1_366, height: 768 } } as const;

/** The Chromium of the machine, without a profile. Throws where there is none. */
export function startedBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(process.env),
    args: [...chromiumArguments(process.getuid?.())],
  });
}

/**
 * Takes the pictures of a page beside it: its first screen on a large screen and on a laptop, and all of it with every row open.
 * One tab draws all pages one after the other, since Chromium keeps what it compiled. Throws with what the page said where a script
 * of it failed or it reached for the network.
 */
export function pictured(tab: Page, { folder, uid, set, theme, laptop = true }: PictureProps): Promise<Drawn> {
  const take = (name: string) => tab.screenshot({ path: join(folder, `${uid}.${set}.${name}.png`) });
  return watched(tab, uid, async () => {
    await opened(tab, addressOf(folder, `${uid}.html`, set, theme), SCREENS.large);
    await take('first');
    const first = await reported(tab);
    if (laptop) {
      await resized(tab, SCREENS.laptop);
      await take('laptop');
    }
    await redrawn(tab, () => tab.evaluate(`location.hash = '#set=${set}&theme=${theme}&rows=all'`));
    if (laptop) await resized(tab, SCREENS.large);
    await unscrolled(tab, SCREENS.large.width);
    await take('whole');
    const whole = await reported(tab);
    return first === undefined || whole === undefined ? undefined : { opened: first, whole };
  });
}

/** A panel as it was drawn, with the bytes of a PNG of it. */
export interface PanelPicture {
  readonly panel: PanelReport;
  readonly png: Buffer;
}

/** Pictures of single panels of a page, in its order, as they stand on a large screen; throws as `pictured` does. */
export function panelPictures(
  tab: Page,
  { folder, file, set, theme }: Omit<PictureProps, 'uid'> & { readonly file: string },
): Promise<readonly PanelPicture[]> {
  return watched(tab, file, async () => {
    await opened(tab, addressOf(folder, file, set, theme), SCREENS.large);
    await unscrolled(tab, SCREENS.large.width);
    const report = await reported(tab);
    if (report === undefined) return undefined;
    const margin = (SCREENS.large.width - GRID.width) / 2;
    const pictures: PanelPicture[] = [];
    for (const panel of report.panels) {
      const { left, top, width, height } = panel;
      const clip = { x: margin + left, y: report.header + top, width, height };
      pictures.push({ panel, png: await tab.screenshot({ clip }) });
    }
    return pictures;
  });
}

function addressOf(folder: string, file: string, set: string, theme: string): string {
  return `${pathToFileURL(join(folder, file)).href}#set=${set}&theme=${theme}`;
}

function reported(tab: Page): Promise<Report | undefined> {
  return tab.evaluate<Report | undefined>('window.previewReport?.()');
}
