import { thresholds as schema, thresholdNames } from '../src/config/thresholds.js';

/** Begins what is written; it goes on as long as lines are comments as deep as a threshold. */
const HEAD = '    # The others, with their defaults; docs/settings.md says why each is what it is.';
const NAMED = /^ {4}# \w+: \S+$/;
const SET = /^ {4}(\w+): /;

/** environments/production.yaml with every threshold that it does not set, in the order of the schema. Throws where the head is missing. */
export function withThresholdsNamed(text: string): string {
  const lines = text.split('\n');
  const at = lines.indexOf(HEAD);
  if (at < 0) throw new Error(`environments/production.yaml must hold the line "${HEAD.trim()}"`);
  const rest = lines.slice(at + 1);
  const end = rest.findIndex((line) => !NAMED.test(line));
  const section = lines.slice(lines.lastIndexOf('  thresholds:', at), at);
  const set = new Set(section.flatMap((line) => SET.exec(line)?.[1] ?? []));
  const defaults = schema.parse({});
  const named = thresholdNames.filter((name) => !set.has(name)).map((name) => `    # ${name}: ${defaults[name]}`);
  return [...lines.slice(0, at + 1), ...named, ...rest.slice(end)].join('\n');
}
