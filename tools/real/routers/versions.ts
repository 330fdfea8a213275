import { join } from 'node:path';
import { pythonProgram } from '../python-program.js';

/** A router as PyPI has it. */
export interface RouterVersion {
  readonly package: string;
  readonly version: string;
  /** The module that starts it, and what comes before its options. */
  readonly start: readonly string[];
  /** Options beside those that all share. */
  readonly options: readonly string[];
}

/** Health is asked often, so that minutes of it fit into seconds; retries and circuit breakers stay as they are by default. */
const OFTEN = [
  '--health-check-interval-secs',
  '1',
  '--health-failure-threshold',
  '2',
  '--health-check-timeout-secs',
  '1',
];
const sglangRouter = (version: string, options: readonly string[]): RouterVersion => ({
  package: 'sglang-router',
  version,
  start: ['-m', 'sglang_router.launch_router'],
  options,
});

/** The router of the release of SGLang that Arks runs by default, the last of each line after it, and its successor. */
export const ROUTERS = {
  '0.1.9': sglangRouter('0.1.9', []),
  '0.2.4': sglangRouter('0.2.4', OFTEN),
  '0.3.2': sglangRouter('0.3.2', OFTEN),
  smg: { package: 'smg', version: '1.13.0', start: ['-m', 'smg', 'launch'], options: OFTEN },
} as const satisfies Readonly<Record<string, RouterVersion>>;

/** The Python of a router's virtual environment, which is made once. */
export async function pythonOf({ package: name, version }: RouterVersion): Promise<string> {
  const folder = await pythonProgram({ name: `${name}-${version}`, packages: [`${name}==${version}`] });
  return join(folder, 'bin/python');
}
