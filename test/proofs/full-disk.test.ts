import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type FullDisk, mountsRefused, synthOnDisk, synthReadOnly, synthWithFilesUpTo } from '../support/full-disk.js';
import { type Dist, distOf, environmentNamed } from '../support/whole-synths.js';

const PAGE = 4_096;
/** Of a file system: its own root, two folders, and the environment. */
const FILES_BESIDE = 4;
/** Shares of what the new folder takes that are free when synth starts: from nothing to all but a page or a file. */
const SHARES = [0, 0.05, 0.3, 0.6, 0.9] as const;
const SAID =
  /^dist: must be on a disk that holds the old and the new folder together, .*, got (ENOSPC|EFBIG); there was room for \d+ kB( and \d+ more files)?\n$/;

let old: Dist = {};
let next: Dist = {};
beforeAll(async () => {
  old = await distOf('old');
  next = await distOf('new');
});

const sums = (dist: Dist) =>
  Object.fromEntries(
    Object.entries(dist).map(([path, text]) => [path, createHash('sha256').update(text).digest('hex')]),
  );
const checkout = () => ({
  ...environmentNamed('new'),
  ...Object.fromEntries(Object.entries(old).map(([path, text]) => [`dist/${path}`, text])),
});
/** As a tmpfs counts: whole pages. */
const bytesOf = (files: Dist) =>
  Object.values(files).reduce((sum, text) => sum + Math.ceil(Buffer.byteLength(text) / PAGE) * PAGE, 0);

function expectOldAndReason({ exitCode, stderr, ...left }: FullDisk): void {
  expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringMatching(SAID) });
  expect(left).toEqual({ sums: sums(old), entries: ['dist', 'environments'] });
}

const refused = mountsRefused();

// A system that lets nobody mount has the tests of limited files alone, whose titles say so.
if (refused === '')
  describe('a disk of its own', () => {
    test.each(SHARES)(
      'with room for %d of the new dist/: exit 1, the reason, the old one whole, nothing left',
      (share) => {
        expectOldAndReason(
          synthOnDisk(checkout(), `size=${bytesOf(checkout()) + Math.floor((bytesOf(next) * share) / PAGE) * PAGE}`),
        );
      },
    );

    test.each([0, 1, 2, 3, 17])('with room for %d more files: the same', (more) => {
      const files = FILES_BESIDE + 1 + Object.keys(checkout()).length + more;
      expectOldAndReason(synthOnDisk(checkout(), `size=64m,nr_inodes=${files}`));
    });

    test('that nobody may write to: exit 1 at once, the reason, the old one whole', () => {
      const { exitCode, stderr, ...left } = synthReadOnly(checkout());
      const reason = 'must be in a folder that can be written to, since the new one is made beside the old, got EROFS';
      expect({ exitCode, stderr }).toEqual({ exitCode: 1, stderr: expect.stringContaining(reason) });
      expect(left).toEqual({ sums: sums(old), entries: ['dist', 'environments'] });
    });

    test('with room for both has the new one', () => {
      const { exitCode, stderr, ...left } = synthOnDisk(
        checkout(),
        `size=${2 * (bytesOf(checkout()) + bytesOf(next))}`,
      );
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      expect(left).toEqual({ sums: sums(next), entries: ['dist', 'environments'] });
    });
  });

test.each([0, 512, 8_192, 65_536])(
  `where no file may be larger than %d bytes: exit 1, the reason, the old dist/ whole, nothing left${refused === '' ? '' : ` (instead of a disk of its own, since this system refuses ${refused})`}`,
  (bytes) => {
    expectOldAndReason(synthWithFilesUpTo(checkout(), bytes));
  },
);
