import { formed } from './formed-text.js';

const VERSION = /^v?(\d+)\.(\d+)(\.\d+)?$/;
/** Older ones refuse the action keepequal, by which only pods that belong to their application are scraped. */
const OLDEST = '0.65';

/** The release of the Prometheus Operator in the cluster. In quotes, since YAML reads 0.70 as 0.7. */
export const operatorVersion = formed(VERSION, 'must be a version in quotes such as "0.73" or "0.73.2"').refine(
  (version) => !VERSION.test(version) || isFrom(version, OLDEST),
  {
    error:
      `must be at least ${OLDEST}: older operators reject the relabel action keepequal, which ensures that only pods of ` +
      'their application are scraped',
  },
);

/** Whether a release of the operator is that one or a later one. Throws where one of them is no version. */
export function isFrom(version: string, since: string): boolean {
  const [major, minor] = numbers(version);
  const [sinceMajor, sinceMinor] = numbers(since);
  return major > sinceMajor || (major === sinceMajor && minor >= sinceMinor);
}

function numbers(version: string): readonly [number, number] {
  const match = VERSION.exec(version);
  if (match === null) throw new Error(`must be a version such as 0.73.2, got "${version}"`);
  return [Number(match[1]), Number(match[2])];
}
