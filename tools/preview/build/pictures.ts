import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { type Browser, type ConsoleMessage, chromium, type Page, type Request } from 'playwright-core';
import type { Drawn, Report } from '../model/report.js';
import { chromiumArguments, chromiumPath } from './chromium.js';

export interface PictureProps {
  readonly folder: string;
  readonly uid: string;
  readonly set: string;
  readonly theme: string;
}

const SCREENS = { large: { width: 1_920, height: 1_080 }, laptop: { width: 1_366, height: 768 } } as const;
/** A busy machine is no reason to give up: this only ends what hangs. */
const PATIENCE_MILLISECONDS = 240_000;
const POLL_MILLISECONDS = 50;

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
export async function pictured(tab: Page, { folder, uid, set, theme }: PictureProps): Promise<Drawn> {
  const said: string[] = [];
  const onPageError = ({ message }: Error) => said.push(message);
  const onConsole = (message: ConsoleMessage) => {
    if (message.type() === 'error') said.push(message.text());
  };
  const onRequest = (request: Request) => {
    if (/^https?:/.test(request.url())) said.push(`asked for ${request.url()}`);
  };
  tab.on('pageerror', onPageError).on('console', onConsole).on('request', onRequest);
  tab.setDefaultTimeout(PATIENCE_MILLISECONDS);
  const take = (name: string) => tab.screenshot({ path: join(folder, `${uid}.${set}.${name}.png`) });
  try {
    const url = pathToFileURL(join(folder, `${uid}.html`)).href;
    // From one data set to the next the address alone would change, and nothing be loaded.
    await tab.goto('about:blank');
    await tab.setViewportSize(SCREENS.large);
    await tab.goto(`${url}#set=${set}&theme=${theme}`);
    await drawn(tab, 1);
    await take('first');
    const opened = await tab.evaluate<Report | undefined>('window.previewReport?.()');
    await resized(tab, SCREENS.laptop);
    await take('laptop');
    await redrawn(tab, () => tab.evaluate(`location.hash = '#set=${set}&theme=${theme}&rows=all'`));
    await resized(tab, SCREENS.large);
    const height: number = await tab.evaluate('document.documentElement.scrollHeight');
    // A table draws only the rows that are on the screen.
    await resized(tab, { width: SCREENS.large.width, height });
    await take('whole');
    const whole = await tab.evaluate<Report | undefined>('window.previewReport?.()');
    if (opened === undefined || whole === undefined || said.length > 0)
      throw new Error(`${uid} was not drawn: ${[...new Set(said)].join('; ')}`);
    return { opened, whole };
  } finally {
    tab.off('pageerror', onPageError).off('console', onConsole).off('request', onRequest);
  }
}

async function resized(page: Page, size: { readonly width: number; readonly height: number }): Promise<void> {
  await redrawn(page, () => page.setViewportSize(size));
}

/** Does something that has the page drawn again, and waits until it is. */
async function redrawn(page: Page, change: () => Promise<unknown>): Promise<void> {
  const before: number = await page.evaluate('window.previewDrawn ?? 0');
  await change();
  await drawn(page, before + 1);
}

/** Asks again and again: waiting inside the page is a script that its policy does not let run. */
async function drawn(page: Page, times: number): Promise<void> {
  const deadline = Date.now() + PATIENCE_MILLISECONDS;
  while ((await page.evaluate<number>('window.previewDrawn ?? 0')) < times) {
    if (Date.now() > deadline) throw new Error('a page must be drawn within four minutes, and was not');
    await sleep(POLL_MILLISECONDS);
  }
}
