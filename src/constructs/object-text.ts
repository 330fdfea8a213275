import { Yaml } from 'cdk8s';
import { memoize } from '../lib/memoize.js';

/** Dashboards, and files of rules: anything shorter is written in no time. */
const LONG = 2_000;
/** A text of lines that ends as one does. */
const LAST_LINE = /\S\n$/;
/** Texts of 25 kB; environments share most of theirs. */
const MOST_REMEMBERED = 500;

/** A text as YAML behind its key, where that is two mappings deep. */
const inYaml = memoize((text: string): string => {
  const [, written = ''] = Yaml.stringify({ outer: { inner: text } }).split(/^ {2}inner: /m);
  return written;
}, MOST_REMEMBERED);

/**
 * An object as cdk8s writes it. What is long in `data` of a ConfigMap or `spec` of a dashboard is made into YAML once for all objects
 * that have it.
 */
export function objectText(object: object): string {
  const long = new Map<string, string>();
  const marked = Object.entries(object).map(([key, section]) => [key, withMarks(section, long)] as const);
  if (long.size === 0) return Yaml.stringify(object);
  const text = Yaml.stringify(Object.fromEntries(marked));
  // Somebody may have named something as a mark is.
  if ([...long.keys()].some((mark) => text.split(line(mark)).length !== 2)) return Yaml.stringify(object);
  return [...long].reduce((all, [mark, full]) => all.replace(line(mark), () => inYaml(full)), text);
}

function line(mark: string): string {
  return `${mark}\n`;
}

/** A section in which what is long is a mark, by which it is found again. */
function withMarks(section: unknown, long: Map<string, string>): unknown {
  if (typeof section !== 'object' || section === null || Array.isArray(section)) return section;
  if (!Object.values(section).some(isLong)) return section;
  const marks = Object.entries(section).map(([key, value]) => {
    if (!isLong(value)) return [key, value];
    const mark = `long-text-${long.size}`;
    long.set(mark, value);
    return [key, mark];
  });
  return Object.fromEntries(marks);
}

function isLong(value: unknown): value is string {
  return typeof value === 'string' && value.length > LONG && LAST_LINE.test(value.slice(-2));
}
