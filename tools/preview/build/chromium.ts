import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** The Chromium of the machine. Throws, saying what is missing and what would do, where there is none. */
export function chromiumPath({ PATH = '', CHROMIUM_BIN }: Readonly<Record<string, string | undefined>>): string {
  const candidates =
    CHROMIUM_BIN === undefined
      ? PATH.split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)))
      : [CHROMIUM_BIN];
  const found = candidates.find(isExecutable);
  if (found !== undefined) return found;
  throw new Error(
    CHROMIUM_BIN === undefined
      ? 'there is no Chromium on PATH to take pictures with; install one (apt-get install chromium), name one in CHROMIUM_BIN, or leave pictures out by --no-pictures'
      : `CHROMIUM_BIN must name an executable file, got "${CHROMIUM_BIN}"`,
  );
}

/** Chromium refuses its sandbox to root, who needs none taken away from anybody else. */
export function chromiumArguments(uid: number | undefined): readonly string[] {
  return ['--disable-gpu', '--hide-scrollbars', '--no-first-run', ...(uid === 0 ? ['--no-sandbox'] : [])];
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
