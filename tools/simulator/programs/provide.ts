import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

const TOOLS = resolve(import.meta.dirname, '../../../.tools');
const MINUTES = 60_000;

/** Where programs come from that are not on the machine. */
export interface ProgramSource {
  readonly debianPackage: string;
  /** What it is fetched for, for its errors. */
  readonly programs: string;
  /** What would do where nothing can be fetched. */
  readonly instead: string;
}

/**
 * The path of a program: the one that the environment variable names, else the one on PATH, else that of Debian's package,
 * fetched into .tools/ without installing it, since installing it would start a service.
 * Throws, saying what is missing and what would do, where none of these is possible.
 */
export function provideProgram(program: string, variable: string, source: ProgramSource): string {
  return named(variable) ?? onPath(program) ?? unpacked(program, source);
}

function named(variable: string): string | undefined {
  const path = process.env[variable];
  if (path === undefined || path === '') return undefined;
  if (!isExecutable(path)) throw new Error(`${variable} must name an executable file, got "${path}"`);
  return resolve(path);
}

function onPath(program: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  return folders.map((folder) => join(folder, program)).find(isExecutable);
}

function unpacked(program: string, source: ProgramSource): string {
  const path = join(TOOLS, source.debianPackage, 'usr/bin', program);
  if (!isExecutable(path)) fetchPackage(source);
  if (!isExecutable(path)) throw new Error(`Debian's package ${source.debianPackage} holds no ${program}`);
  return path;
}

/** apt with folders of its own, so that neither root nor the machine's package lists are needed. */
function fetchPackage({ debianPackage, programs, instead }: ProgramSource): void {
  if (onPath('apt-get') === undefined || onPath('dpkg') === undefined) {
    throw new Error(`there is no ${programs} on PATH, and no apt-get and dpkg to fetch them with; ${instead}`);
  }
  const folder = join(TOOLS, debianPackage);
  rmSync(folder, { recursive: true, force: true });
  for (const part of ['state/lists/partial', 'cache/archives/partial']) {
    mkdirSync(join(folder, part), { recursive: true });
  }
  const options = {
    'Dir::State': join(folder, 'state'),
    'Dir::State::status': '/var/lib/dpkg/status',
    'Dir::Cache': join(folder, 'cache'),
    'Debug::NoLocking': '1',
    'APT::Sandbox::User': 'root',
  };
  const flags = Object.entries(options).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  const run = (program: string, args: readonly string[]) => {
    try {
      execFileSync(program, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], timeout: 5 * MINUTES });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`${programs} could not be fetched from Debian's package ${debianPackage}: ${reason}`);
    }
  };
  run('apt-get', [...flags, 'update']);
  run('apt-get', [...flags, 'download', debianPackage]);
  const [archive] = readdirSync(folder).filter((name) => name.endsWith('.deb'));
  if (archive === undefined) throw new Error(`apt-get downloaded no package ${debianPackage}`);
  run('dpkg', ['-x', join(folder, archive), folder]);
  for (const leftover of ['state', 'cache', archive]) rmSync(join(folder, leftover), { recursive: true });
}

function isExecutable(path: string): boolean {
  if (!existsSync(path)) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
