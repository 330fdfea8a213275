import type { Shown } from './answer.js';
import { durationOf, rateIntervalOf } from './intervals.js';

/** A variable with its value. */
export interface Chosen {
  readonly name: string;
  readonly label: string;
  readonly hidden: boolean;
  readonly options: readonly string[];
  /** What is chosen; every option where `all` is. */
  readonly values: readonly string[];
  readonly all: boolean;
  /** What stands for All in a query, as it is; every option otherwise. */
  readonly allValue: string | undefined;
  /** A value that is no regular expression: neither several nor All can be chosen. */
  readonly single: boolean;
}

export type Variables = ReadonlyMap<string, Chosen>;

/** A value that a repeated panel or row has for itself. */
export type Scoped = Readonly<Record<string, string>>;

const REFERENCE = /\$(\w+)|\[\[(\w+?)\]\]|\$\{(\w+)(?:\.[^:}]+)?(?::(\w+))?\}/g;

/** A query with the values of its variables, as the Prometheus data source of Grafana writes them. */
export function interpolated(text: string, variables: Variables, scoped: Scoped, shown: Shown, step: number): string {
  const range = shown.to - shown.from;
  const builtIn: Readonly<Record<string, string>> = {
    __rate_interval: durationOf(rateIntervalOf(step, shown)),
    __interval: durationOf(step),
    __interval_ms: String(step * 1000),
    __range: `${range}s`,
    __range_s: String(range),
    __range_ms: String(range * 1000),
  };
  return text.replaceAll(REFERENCE, (whole, plain, brackets, braces, format) => {
    const name: string = plain ?? brackets ?? braces;
    const own = scoped[name];
    if (own !== undefined) return formatted([own], format);
    const variable = variables.get(name);
    if (variable === undefined) return builtIn[name] ?? whole;
    if (variable.all && variable.allValue !== undefined) return variable.allValue;
    if (variable.single && format === undefined) return plainValue(variable.values[0] ?? '');
    return formatted(variable.values, format);
  });
}

/** Words for people: a title, a link's text. */
export function worded(text: string, variables: Variables, scoped: Scoped): string {
  return text.replaceAll(REFERENCE, (whole, plain, brackets, braces) => {
    const name: string = plain ?? brackets ?? braces;
    const variable = variables.get(name);
    return scoped[name] ?? (variable === undefined ? whole : wordsOf(variable));
  });
}

/** What stands in the field of a variable. */
export function wordsOf({ all, values }: Pick<Chosen, 'all' | 'values'>): string {
  return all ? 'All' : values.join(' + ');
}

function formatted(values: readonly string[], format: string | undefined): string {
  switch (format) {
    case 'raw':
    case 'text':
    case 'csv':
      return values.join(',');
    case 'pipe':
      return values.join('|');
    case 'percentencode':
      return encodeURIComponent(values.length === 1 ? (values[0] ?? '') : `{${values.join(',')}}`);
    default: {
      const escaped = values.map(regexValue);
      return escaped.length === 1 ? (escaped[0] ?? '') : `(${escaped.join('|')})`;
    }
  }
}

/** As `prometheusSpecialRegexEscape` of Grafana: twice, for the regular expression and for the text around it. */
function regexValue(value: string): string {
  return value.replaceAll('\\', '\\\\\\\\').replaceAll(/[$^*{}[\]'+?.()|]/g, '\\\\$&');
}

function plainValue(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll("'", "\\\\'");
}
