import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeSmallPicture } from './build/small-picture.js';
import type { Dashboard } from './model/dashboard.js';
import { structureOf } from './model/structure.js';

/** Where the pages of the documentation find their pictures. */
const FOLDER = join(import.meta.dirname, '../../docs/pictures');
const STRUCTURES = 'dashboards.json';

/**
 * Writes the small pictures of the documentation from those in `out`, first screens of a laptop, and beside them what they show,
 * by which a test finds those that are no longer so.
 */
export async function writeDocumentedPictures(
  dashboards: readonly Dashboard[],
  out: string,
  set: string,
): Promise<void> {
  mkdirSync(FOLDER, { recursive: true });
  // The demo has a picture of its own there.
  for (const file of readdirSync(FOLDER)) if (/^arks-.*\.png$/.test(file)) rmSync(join(FOLDER, file));
  for (const { uid } of dashboards)
    await writeSmallPicture(join(out, `${uid}.${set}.laptop.png`), join(FOLDER, `${uid}.png`));
  const structures = Object.fromEntries(dashboards.map((dashboard) => [dashboard.uid, structureOf(dashboard)]));
  writeFileSync(join(FOLDER, STRUCTURES), `${JSON.stringify(structures, undefined, 2)}\n`);
}
