import type { Environment } from '../config/environment.js';

/** Dashboards and runbooks of an environment are two megabytes. */
const MOST = 16;

/**
 * Does some work once for environments that say the same, whatever they and their files are called. The work must not read what an
 * environment is called or what Argo CD makes of it; rules that ride along are read from files, so that it is done anew beside these.
 */
export function onceForSettings<Result>(): (environment: Environment, work: () => Result) => Result {
  const known = new Map<string, { readonly result: Result }>();
  return (environment, work) => {
    const { name: _name, file: _file, argocd: _argocd, ...settings } = environment;
    if (settings.rules.extraRules !== undefined) return work();
    const key = JSON.stringify(settings);
    const found = known.get(key) ?? { result: work() };
    // A Map lists what came first first.
    known.delete(key);
    known.set(key, found);
    const [oldest] = known.size > MOST ? known.keys() : [];
    if (oldest !== undefined) known.delete(oldest);
    return found.result;
  };
}
