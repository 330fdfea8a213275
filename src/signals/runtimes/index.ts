import { RUNTIMES, type RuntimeName, STARTED_BY_ARKS } from '../../config/runtimes.js';
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

/** Those of these that Arks starts, which can be anywhere, and those that an environment names. */
export function runtimesRead(named: readonly RuntimeName[]): readonly RuntimeName[] {
  return RUNTIMES.filter((name) => STARTED_BY_ARKS.includes(name) || named.includes(name));
}
