import { copyFileSync, existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { answers, output } from './command.js';
import { installedOnce } from './installed-once.js';

/** A program of a Go module, as `go install` names it. */
export interface GoProgram {
  /** Path of its package, such as `k8s.io/kube-state-metrics/v2`. */
  readonly package: string;
  /** Version of the module, with its `v`. */
  readonly version: string;
  /** Name of the file that is built, where it is not the last part of the path: `kube-state-metrics`, not `v2`. */
  readonly binary?: string;
  readonly tags?: readonly string[];
}

/** The path of a program that is built from its module once. Throws one sentence where there is no Go. */
export async function goProgram(program: GoProgram): Promise<string> {
  const binary = program.binary ?? basename(program.package);
  const folder = await installedOnce(`${binary}-${program.version}`, async (into) => {
    await needGo(binary);
    const tags = program.tags === undefined ? [] : ['-tags', program.tags.join(',')];
    await output('go', ['install', ...tags, '-ldflags', '-s -w', `${program.package}@${program.version}`], {
      env: { GOBIN: into },
    });
  });
  return executable(join(folder, binary));
}

/** The path of a program of our own below tools/real/go, built anew where its sources changed; its go.sum pins what it uses. */
export async function ownGoProgram(name: string): Promise<string> {
  await needGo(name);
  const folder = await installedOnce(`own-${name}`, async () => {});
  const path = join(folder, name);
  await output('go', ['build', '-ldflags', '-s -w', '-o', path, '.'], {
    cwd: resolve(import.meta.dirname, 'go', name),
  });
  return executable(path);
}

/** A program of a module that `go install` cannot take by its version, since the proxy has no list of its versions. */
export interface RequiredGoProgram {
  /** Folder below tools/real/go whose go.mod requires exactly the version that is meant, and whose go.sum pins it. */
  readonly folder: string;
  /** Path of its package. */
  readonly package: string;
  readonly binary: string;
}

/** The path of such a program, built once. Throws one sentence where there is no Go. */
export async function requiredGoProgram({ folder, package: path, binary }: RequiredGoProgram): Promise<string> {
  const programs = await requiredGoPrograms(folder, { [binary]: path });
  return executable(join(programs, binary));
}

/**
 * The folder with programs of one such module, built once: packages by the name of what is built. `variables` of packages are set
 * by their path, for programs that learn their version so. Throws one sentence where there is no Go.
 */
export async function requiredGoPrograms(
  folder: string,
  packages: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>> = {},
): Promise<string> {
  return installedOnce(folder, async (into) => {
    await needGo(Object.keys(packages).join(' and '));
    // What they require in turn is noted in a copy: only their own version is ours to say.
    for (const file of ['go.mod', 'go.sum']) {
      copyFileSync(resolve(import.meta.dirname, 'go', folder, file), join(into, file));
    }
    const set = Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`);
    for (const [binary, path] of Object.entries(packages)) {
      await output('go', ['build', '-mod=mod', '-ldflags', ['-s -w', ...set].join(' '), '-o', binary, path], {
        cwd: into,
      });
    }
  });
}

async function needGo(what: string): Promise<void> {
  if (!(await answers('go', ['version']))) {
    throw new Error(`${what} is built with Go, and there is no go on PATH; install Go 1.24 or later`);
  }
}

function executable(path: string): string {
  if (!existsSync(path)) throw new Error(`Go built no ${path}`);
  return path;
}
