import type { Environment } from '../config/environment.js';
import { SURFACES } from '../config/surfaces.js';
import { EVERYTHING } from '../documented/everything.js';
import { surfaces } from '../scraping/surfaces/index.js';
import { monitorOf } from './expected.js';

/** The environment that is held against what is there where nobody names one: everything is on, in the namespace where our monitors are. */
export function assumedEnvironment(pools: readonly string[]): Environment {
  const [namespace] = mostFrequent(pools.flatMap(namespaceOfOurs));
  if (namespace === undefined) return EVERYTHING;
  return { ...EVERYTHING, monitoring: { ...EVERYTHING.monitoring, namespace } };
}

function namespaceOfOurs(pool: string): readonly string[] {
  const [namespace, name = ''] = monitorOf(pool)?.split('/') ?? [];
  const isOurs = SURFACES.some((surface) => surfaces[surface].object === name);
  return namespace === undefined || !isOurs ? [] : [namespace];
}

function mostFrequent(texts: readonly string[]): readonly string[] {
  const count = (text: string) => texts.filter((one) => one === text).length;
  return [...new Set(texts)].toSorted((one, other) => count(other) - count(one));
}
