import { z } from 'zod';
import { formed } from './formed-text.js';
import { reasonText } from './untemplated-text.js';

interface RidingAlong {
  /** What a file of the folder is. */
  readonly what: string;
  readonly ending: RegExp;
  /** The same in words. */
  readonly endings: string;
}

/** A folder of files that ride along with ours, and which of their checks each may fail, with the reason. */
export function ridingAlong({ what, ending, endings }: RidingAlong) {
  return z
    .strictObject({
      folder: formed(/^[^/\\~\0][^\\\0]*$/, 'must be a folder, as a path relative to this file').describe(
        `Folder of ${what}; the path is relative to this file.`,
      ),
      exempt: z
        .record(
          formed(ending, `must be a file name that ends in ${endings}`),
          z.record(z.string(), reasonText.min(1, 'must say why')),
        )
        .default({})
        .describe('Checks that a file may fail, each with the reason.'),
    })
    .optional();
}
