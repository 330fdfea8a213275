import { monitorOf } from './expected.js';

const MOST_NAMED = 8;
const API = '/api/v1';

/** Names in a sentence: the first of many, and how many are left. */
export function namesText(names: readonly string[], most: number = MOST_NAMED): string {
  const shown = names.slice(0, most);
  const left = names.length - shown.length;
  return [...shown, ...(left > 0 ? [`and ${left} more`] : [])].join(', ');
}

/** Where something stands in the API of Prometheus, as evidence. */
export function api(path: string): string {
  return `GET ${API}${path}`;
}

/** A number of things, in words. */
export function counted(number: number, one: string, several = `${one}s`): string {
  return `${number} ${number === 1 ? one : several}`;
}

/** Who shows something: a pod in its namespace, or where it answers. */
export function whoIs(labels: Readonly<Record<string, string>>): string {
  const { namespace, pod, application, instance = 'a target' } = labels;
  const name = pod ?? application;
  if (name === undefined) return instance;
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/** The kubectl command that shows the monitor behind a job of Prometheus. */
export function monitorCommand(pool: string): string {
  const [namespace = '', name = ''] = monitorOf(pool)?.split('/') ?? [];
  const kind = pool.startsWith('pod') ? 'podmonitor' : 'servicemonitor';
  return `kubectl get ${kind} ${name} -n ${namespace} -o yaml`;
}

export function unique<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)];
}
