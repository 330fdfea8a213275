import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { COMPILED } from './compiled.js';
import { temporaryFolder } from './temporary-folder.js';
import type { Dist } from './whole-synths.js';

/** What one synth left behind where there was too little room. */
export interface FullDisk {
  readonly exitCode: number;
  readonly stderr: string;
  /** Checksums of the files of `dist/`, by their paths in it. */
  readonly sums: Readonly<Record<string, string>>;
  /** What stands in the folder of the environments and of `dist/`. */
  readonly entries: readonly string[];
}

const MAIN = join(COMPILED, 'src/main.js');
/** What the runs print of a folder, one part after the other. */
const PART = '=== part';
const LOOK = `echo '${PART}'; find dist -type f -exec sha256sum {} +; echo '${PART}'; ls -A`;
/** Starts synth, with what it says on the side of what is printed. */
const SYNTH = `"${process.execPath}" "${MAIN}" synth 2>&1 >/dev/null; echo "exit $?"`;

/** Whether a small file system can be mounted here, by root or in a user namespace; else why not. */
export function mountsRefused(): string {
  const { status, stderr, error } = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], {
    encoding: 'utf8',
  });
  return status === 0 ? '' : `unshare -rm mount -t tmpfs: ${error?.message ?? stderr.trim()}`;
}

/** Synth on a file system of its own of this size and number of files, that holds these files; it is gone afterwards. */
export function synthOnDisk(files: Dist, options: string): FullDisk {
  const [disk, from] = [temporaryFolder(), temporaryFolder(files)];
  const script = `mount -t tmpfs -o ${options} tmpfs "${disk}" && cp -R "${from}/." "${disk}" && cd "${disk}" && (${SYNTH}; ${LOOK})`;
  return look('unshare', ['-rm', 'sh', '-c', script], disk);
}

/** Synth on a file system of its own that nobody may write to, that holds these files. */
export function synthReadOnly(files: Dist): FullDisk {
  const [disk, from] = [temporaryFolder(), temporaryFolder(files)];
  const script = `mount -t tmpfs tmpfs "${disk}" && cp -R "${from}/." "${disk}" && mount -o remount,ro "${disk}" && cd "${disk}" && (${SYNTH}; ${LOOK})`;
  return look('unshare', ['-rm', 'sh', '-c', script], disk);
}

/** Synth by a process none of whose files may grow beyond so many bytes, a multiple of 512. */
export function synthWithFilesUpTo(files: Dist, bytes: number): FullDisk {
  const script = `trap '' XFSZ; (ulimit -f ${bytes / 512}; ${SYNTH}); ${LOOK}`;
  return look('sh', ['-c', script], temporaryFolder(files));
}

function look(program: string, words: readonly string[], cwd: string): FullDisk {
  const { stdout, stderr, error } = spawnSync(program, words, { cwd, encoding: 'utf8' });
  const [said = '', sums = '', entries = ''] = stdout.split(`${PART}\n`);
  const exit = /exit (\d+)\n$/.exec(said);
  if (exit === null) throw new Error(`${program} did not run synth: ${error?.message ?? stderr}`);
  const lines = sums.split('\n').filter((line) => line !== '');
  return {
    exitCode: Number(exit[1]),
    stderr: said.slice(0, exit.index),
    sums: Object.fromEntries(lines.map((line) => [line.slice(line.indexOf('dist/') + 5), line.split(' ')[0] ?? ''])),
    entries: entries.split('\n').filter((line) => line !== ''),
  };
}
