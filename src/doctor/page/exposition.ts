import { type PageSample, sampleOf } from './sample-line.js';

/** How a page is written. */
export type PageFormat = 'text' | 'OpenMetrics';

/** A metric of a page, by the name that its samples give it: counters with `_total`, histograms and summaries by their base name. */
export interface PageFamily {
  readonly name: string;
  /** `untyped` where the page does not say. */
  readonly type: string;
  readonly samples: readonly PageSample[];
}

/** Something for which Prometheus refuses a page as a whole. */
export interface PageFault {
  /** From 1 on. */
  readonly line: number;
  readonly what: string;
}

/** A page of an exporter, as far as it can be read; families are in the order of the page. */
export interface Exposition {
  readonly format: PageFormat;
  readonly families: readonly PageFamily[];
  readonly faults: readonly PageFault[];
}

type Mutable = { readonly name: string; readonly type: string; readonly samples: PageSample[] };

const TYPE = /^#[ \t]+TYPE[ \t]+("(?:[^"\\]|\\.)*"|\S+)[ \t]+(\S+)[ \t]*$/;
const END = '# EOF';
const OPEN_METRICS = 'application/openmetrics-text';
/** What series of a family of this type are called beyond its name. */
const SUFFIXES: Readonly<Record<string, readonly string[]>> = {
  counter: ['_total'],
  histogram: ['_bucket', '_sum', '_count'],
  summary: ['_sum', '_count'],
  info: ['_info'],
};
const MOST_SHOWN = 120;

/**
 * Reads a page in the text format or in OpenMetrics. Never throws: what Prometheus could not read is a fault, and the rest is read on.
 * Without a content type the end tells the format, since only OpenMetrics has one.
 */
export function exposition(text: string, contentType = ''): Exposition {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  const isOpen = contentType === '' ? lines.at(-1) === END : contentType.toLowerCase().startsWith(OPEN_METRICS);
  const faults: PageFault[] = [];
  const types = new Map<string, string>();
  const families = new Map<string, Mutable>();
  for (const [index, line] of lines.entries()) {
    const fault = (what: string) => faults.push({ line: index + 1, what });
    if (isOpen && index > 0 && lines[index - 1] === END) {
      fault(`there is more after ${END}`);
      break;
    }
    if (line.startsWith('#')) {
      const [, name = '', type = ''] = TYPE.exec(line) ?? [];
      if (name !== '') types.set(spelling(unquoted(name)), type);
    } else if (line.trim() === '') {
      if (isOpen) fault('OpenMetrics has no empty lines');
    } else {
      const sample = sampleOf(line, index + 1);
      if (sample === undefined) fault(`this is no sample: ${line.slice(0, MOST_SHOWN)}`);
      else add(sample, familyOf(sample.name, types), families);
    }
  }
  if (isOpen && !lines.includes(END)) {
    faults.push({ line: lines.length, what: `a page in OpenMetrics must end with ${END}` });
  }
  return { format: isOpen ? 'OpenMetrics' : 'text', families: [...families.values()], faults };
}

/** Python's client writes the colon of a name where it says its type, and an underscore where it says its samples. */
function spelling(name: string): string {
  return name.replaceAll(':', '_');
}

function familyOf(name: string, types: ReadonlyMap<string, string>): Pick<PageFamily, 'name' | 'type'> {
  const own = types.get(spelling(name));
  if (own !== undefined) return { name, type: own };
  for (const [type, suffixes] of Object.entries(SUFFIXES)) {
    const suffix = suffixes.find((one) => name.endsWith(one));
    const base = suffix === undefined ? name : name.slice(0, -suffix.length);
    if (suffix !== undefined && types.get(spelling(base)) === type) {
      return { name: type === 'counter' || type === 'info' ? name : base, type };
    }
  }
  return { name, type: 'untyped' };
}

function add(sample: PageSample, { name, type }: Pick<PageFamily, 'name' | 'type'>, to: Map<string, Mutable>): void {
  const before = to.get(name);
  if (before === undefined) to.set(name, { name, type, samples: [sample] });
  else before.samples.push(sample);
}

function unquoted(name: string): string {
  return name.startsWith('"') ? name.slice(1, -1).replace(/\\(.)/g, '$1') : name;
}
