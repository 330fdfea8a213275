import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';

/** Paths of the two programs. */
export interface PrometheusPrograms {
  readonly prometheus: string;
  readonly promtool: string;
}

const FOLDER = resolve(import.meta.dirname, '../../.tools/prometheus');
const UNPACKED = join(FOLDER, 'usr/bin');
const MINUTES = 60_000;

/**
 * Finds prometheus and promtool: those named by PROMETHEUS_BIN and PROMTOOL_BIN, else those on PATH, else those of
 * Debian's package, fetched into .tools/ without installing it, since installing it would start a service.
 * Throws, saying what is missing and what would do, where none of these is possible.
 */
export function providePrometheus(): PrometheusPrograms {
  const prometheus = named('PROMETHEUS_BIN') ?? onPath('prometheus') ?? unpacked('prometheus');
  const promtool = named('PROMTOOL_BIN') ?? onPath('promtool') ?? unpacked('promtool');
  return { prometheus, promtool };
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

function unpacked(program: string): string {
  const path = join(UNPACKED, program);
  if (!isExecutable(path)) fetchPackage();
  if (!isExecutable(path)) throw new Error(`Debian's package prometheus holds no ${program}`);
  return path;
}

/** apt with folders of its own, so that neither root nor the machine's package lists are needed. */
function fetchPackage(): void {
  if (onPath('apt-get') === undefined || onPath('dpkg') === undefined) {
    throw new Error(
      'there is no prometheus and promtool on PATH, and no apt-get and dpkg to fetch them with; install Prometheus 2.42 ' +
        'or later, or name the two programs in PROMETHEUS_BIN and PROMTOOL_BIN',
    );
  }
  rmSync(FOLDER, { recursive: true, force: true });
  for (const folder of ['state/lists/partial', 'cache/archives/partial']) {
    mkdirSync(join(FOLDER, folder), { recursive: true });
  }
  const options = {
    'Dir::State': join(FOLDER, 'state'),
    'Dir::State::status': '/var/lib/dpkg/status',
    'Dir::Cache': join(FOLDER, 'cache'),
    'Debug::NoLocking': '1',
    'APT::Sandbox::User': 'root',
  };
  const flags = Object.entries(options).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  run('apt-get', [...flags, 'update']);
  run('apt-get', [...flags, 'download', 'prometheus']);
  const [archive] = readdirSync(FOLDER).filter((name) => name.endsWith('.deb'));
  if (archive === undefined) throw new Error('apt-get downloaded no package prometheus');
  run('dpkg', ['-x', join(FOLDER, archive), FOLDER]);
  for (const leftover of ['state', 'cache', archive]) rmSync(join(FOLDER, leftover), { recursive: true });
}

function run(program: string, args: readonly string[]): void {
  try {
    execFileSync(program, args, { cwd: FOLDER, stdio: ['ignore', 'ignore', 'pipe'], timeout: 5 * MINUTES });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`prometheus and promtool could not be fetched from Debian's package prometheus: ${reason}`);
  }
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
