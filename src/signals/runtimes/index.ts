import { RUNTIMES, type RuntimeName } from '../../config/runtimes.js';
import { type Absent, isAbsent, type Runtime } from './runtime.js';
import { runtimes } from './table.js';

export { runtimes };

/** What each runtime that has it has, in the order of RUNTIMES. */
export function runtimesWith<Value>(
  of: (runtime: Runtime) => Value | Absent,
): readonly (readonly [RuntimeName, Value])[] {
  return RUNTIMES.flatMap((name) => {
    const value = of(runtimes[name]);
    return isAbsent(value) ? [] : [[name, value] as const];
  });
}

/** Those that an environment names, in the order of RUNTIMES: of others nothing is kept that could be read. */
export function runtimesRead(named: readonly RuntimeName[]): readonly RuntimeName[] {
  return RUNTIMES.filter((name) => named.includes(name));
}
