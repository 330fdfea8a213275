import { setTimeout as sleep } from 'node:timers/promises';
import type { ConsoleMessage, Page, Request } from 'playwright-core';

/** A busy machine is no reason to give up: this only ends what hangs. */
const PATIENCE_MILLISECONDS = 240_000;
const POLL_MILLISECONDS = 50;

/** Does something with the page of a tab. Throws with what the page said where a script of it failed or it reached for the network. */
export async function watched<T>(tab: Page, name: string, work: () => Promise<T | undefined>): Promise<T> {
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
  try {
    const done = await work();
    if (done === undefined || said.length > 0)
      throw new Error(`${name} was not drawn: ${[...new Set(said)].join('; ')}`);
    return done;
  } finally {
    tab.off('pageerror', onPageError).off('console', onConsole).off('request', onRequest);
  }
}

/** Opens a page in a window of this size, and waits until it is drawn. */
export async function opened(tab: Page, url: string, size: Size): Promise<void> {
  // From one data set to the next the address alone would change, and nothing be loaded.
  await tab.goto('about:blank');
  await tab.setViewportSize(size);
  await tab.goto(url);
  await drawn(tab, 1);
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Makes the window this large, and waits until the page is drawn anew. */
export async function resized(page: Page, size: Size): Promise<void> {
  await redrawn(page, () => page.setViewportSize(size));
}

/** Makes the window so high that all of the page is in it: a table draws only the rows that are on the screen. */
export async function unscrolled(page: Page, width: number): Promise<void> {
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  // A window that stays as it is says nothing, and nothing would be drawn anew.
  if (page.viewportSize()?.height !== height) await resized(page, { width, height });
}

/** Does something that has the page drawn again, and waits until it is. */
export async function redrawn(page: Page, change: () => Promise<unknown>): Promise<void> {
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
