import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { resolve } from 'node:path';

/** The number of renameat2 in Linux's tables of system calls, by what Node calls the processor. */
const RENAMEAT2: Readonly<Partial<Record<NodeJS.Architecture, number>>> = { arm64: 276, x64: 316 };
/** AT_FDCWD is -100 and RENAME_EXCHANGE is 2. */
const PERL = 'exit(syscall(0 + $ARGV[0], -100, $ARGV[1], -100, $ARGV[2], 2) == 0 ? 0 : 1)';
/** A program that answers later than this has been stopped. */
const MOST_MILLISECONDS = 10_000;

/**
 * Exchanges two folders of one file system in one step, so that each name leads to a whole folder at any moment; whether it
 * could. Node has no call for that. `mv` has from coreutils 9.5 on; perl, which Debian and Ubuntu always have, makes
 * any call of Linux. Where neither is, as on Alpine and macOS, or on a file system that cannot (NFS), nothing has changed.
 */
export function exchanged(one: string, other: string): boolean {
  if (process.platform !== 'linux') return false;
  const [from, to] = [resolve(one), resolve(other)];
  const before = statSync(from).ino;
  const number = RENAMEAT2[process.arch];
  const ways = [
    { program: 'mv', args: ['--exchange', '--no-target-directory', from, to] },
    ...(number === undefined ? [] : [{ program: 'perl', args: ['-e', PERL, String(number), from, to] }]),
  ];
  return ways.some(({ program, args }) => {
    spawnSync(program, args, { stdio: 'ignore', timeout: MOST_MILLISECONDS });
    // Not its exit code: one that was killed may have done it before.
    return statSync(to).ino === before;
  });
}
