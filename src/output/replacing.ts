import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { claim } from './claim.js';
import { placeOf } from './place.js';
import { isFull, noRoom, roomAt } from './room.js';
import { releasedAtSignals } from './signals.js';
import { newFolder, swapParts, swapWhole } from './swap.js';

/** A folder that is being made to take the place of another. */
export interface Incoming {
  /** It is empty at first, and as readable as any new one is. */
  readonly folder: string;
  /** Has others know that the run is at work; to be called once a minute at least. */
  readonly touch: () => void;
  /**
   * Puts it in the place of the output folder. Files that it lacks are gone from there, too.
   * With `parts`, each folder of it replaces the one of its name, and what else is there stays as it is.
   */
  readonly replace: (what: 'whole' | 'parts') => void;
}

interface Making {
  /** Is called with what somebody should know: that another run is waited for, or that something cannot be deleted. */
  readonly tell: (text: string) => void;
  readonly make: (incoming: Incoming) => Promise<void>;
}

/**
 * Has a folder made beside an output folder, to be put in its place when everything of it is right. What the output folder is
 * called leads to the old folder or to the new one, each whole, whenever the process is killed and whatever it runs out of:
 *
 * - Both are exchanged in one step where the system can (exchange.ts), and otherwise by two renames in a row. A kill between
 *   these two leaves no output folder, until the next run puts the old one back, whatever comes of that run.
 * - One run works at a time; another waits, and says so (claim.ts). What runs that died left beside the output folder, in
 *   `<output>.tmp`, is deleted by the next one. SIGINT, SIGTERM and SIGHUP end a run between two steps and delete it at once.
 * - Through a link what it leads to is replaced; what is no folder, or a mount point, is refused (place.ts).
 *
 * What is left: a reader that lists the old folder and opens the new one's files sees both, as with any set of files. With `parts` a
 * kill may leave some of them new and the others old, each whole. Nothing is forced to the disk, so a machine that
 * loses its power may lose what was written within the last seconds.
 *
 * Throws what `make` throws, with the room that there was where that was too little, and where the output folder cannot be
 * replaced; it is then as it was.
 */
export async function replacing(output: string, { tell, make }: Making): Promise<void> {
  const place = placeOf(output);
  const room = roomAt(place);
  const { folder: claimed, touch, release } = await claim(place, tell);
  const signals = releasedAtSignals(release);
  try {
    const folder = newFolder(claimed);
    const swaps = { whole: swapWhole, parts: swapParts };
    await make({ folder, touch, replace: (what) => swaps[what](claimed, place) });
  } catch (error) {
    throw isFull(error) ? noRoom(error, room, place) : error;
  } finally {
    signals.forget();
    for (const warning of release()) tell(warning);
  }
}

/** The files below a folder, as paths from it, sorted. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}
