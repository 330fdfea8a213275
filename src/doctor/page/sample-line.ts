/** One sample of a page: the name of its series, its labels, and the value. */
export interface PageSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  /** From 1 on. */
  readonly line: number;
}

/** Some of a line, read from a place on. */
interface Reading {
  readonly text: string;
  place: number;
}

const SPACES = /[ \t]*/y;
const NAME = /[a-zA-Z_:][a-zA-Z0-9_:]*/y;
const LABEL_NAME = /[a-zA-Z_][a-zA-Z0-9_]*/y;
const QUOTED = /"((?:[^"\\\n]|\\[\\"n])*)"/y;
/** A value, with the time that may follow it and, in OpenMetrics, an exemplar. */
const REST = /^[ \t]+(\S+)(?:[ \t]+-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)?[ \t]*(?:# \{.*)?$/;
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
const UNBOUNDED: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  '+inf': Number.POSITIVE_INFINITY,
  '-inf': Number.NEGATIVE_INFINITY,
};

/** Reads one line that is no comment, names in quotes included; undefined where Prometheus could not read it. */
export function sampleOf(text: string, line: number): PageSample | undefined {
  const reading: Reading = { text, place: 0 };
  let name = next(reading, NAME);
  const labels: Record<string, string> = {};
  next(reading, SPACES);
  if (text[reading.place] === '{') {
    reading.place += 1;
    for (;;) {
      next(reading, SPACES);
      if (text[reading.place] === '}') break;
      const isQuoted = text[reading.place] === '"';
      const label = isQuoted ? quoted(reading) : next(reading, LABEL_NAME);
      if (label === undefined || label === '') return undefined;
      next(reading, SPACES);
      if (text[reading.place] === '=') {
        reading.place += 1;
        next(reading, SPACES);
        const value = quoted(reading);
        if (value === undefined || label in labels) return undefined;
        labels[label] = value;
      } else if (isQuoted && name === undefined) name = label;
      else return undefined;
      next(reading, SPACES);
      if (text[reading.place] === ',') reading.place += 1;
      else if (text[reading.place] !== '}') return undefined;
    }
    reading.place += 1;
  }
  const value = numberOf(REST.exec(text.slice(name === undefined ? 0 : startOfRest(reading)))?.[1]);
  return name === undefined || value === undefined ? undefined : { name, labels, value, line };
}

/** Spaces that were skipped in front of a value belong to it. */
function startOfRest({ text, place }: Reading): number {
  return text[place - 1] === ' ' || text[place - 1] === '\t' ? place - 1 : place;
}

function next(reading: Reading, pattern: RegExp): string | undefined {
  pattern.lastIndex = reading.place;
  const found = pattern.exec(reading.text)?.[0];
  if (found !== undefined) reading.place += found.length;
  return found;
}

function quoted(reading: Reading): string | undefined {
  const found = next(reading, QUOTED);
  return found?.slice(1, -1).replace(/\\(.)/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
}

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  return UNBOUNDED[text.toLowerCase()] ?? (NUMBER.test(text) ? Number(text) : undefined);
}
