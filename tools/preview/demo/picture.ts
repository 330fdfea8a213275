import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startedBrowser } from '../build/pictures.js';
import { writeSmallPicture } from '../build/small-picture.js';
import { NOBODY_TOLD } from './control-page.js';
import { controlStructure } from './structure.js';

const FOLDER = join(import.meta.dirname, '../../../docs/pictures');
const SCREEN = { width: 1_366, height: 768 };
const POLL_MILLISECONDS = 5_000;
/** Alerts of what began half an hour ago fire within a few minutes, and Alertmanager waits for seconds. */
const PATIENCE_MILLISECONDS = 1_800_000;

/**
 * Writes the picture of the documentation: the first page of a demo as soon as Alertmanager has told somebody of something, and
 * beside it what it shows, by which a test finds one that is no longer so. Throws where nobody is told within half an hour.
 */
export async function writeDemoPicture(address: string, stop: AbortSignal): Promise<void> {
  const browser = await startedBrowser();
  const folder = mkdtempSync(join(tmpdir(), 'arks-demo-picture-'));
  try {
    const deadline = Date.now() + PATIENCE_MILLISECONDS;
    while ((await (await fetch(address, { signal: stop })).text()).includes(NOBODY_TOLD)) {
      if (Date.now() > deadline) throw new Error('Alertmanager must tell somebody within half an hour, and did not');
      await sleep(POLL_MILLISECONDS, undefined, { signal: stop });
    }
    const tab = await browser.newPage({ viewport: SCREEN });
    await tab.goto(address);
    const large = join(folder, 'demo.png');
    await tab.screenshot({ path: large });
    await writeSmallPicture(large, join(FOLDER, 'demo.png'));
    writeFileSync(join(FOLDER, 'demo.json'), `${JSON.stringify({ demo: controlStructure() })}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await browser.close();
  }
}
