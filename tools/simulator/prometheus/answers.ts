/** One series of an instant query. */
export interface Sample {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

/** One series of a range query: its values by time, in seconds. */
export interface RangeSeries {
  readonly metric: Readonly<Record<string, string>>;
  readonly values: readonly (readonly [number, number])[];
}

/** What an instant query answered. */
export function samples(data: unknown): readonly Sample[] {
  return results(data).map((row) => ({
    metric: labels(property(row, 'metric')),
    value: point(property(row, 'value'))[1],
  }));
}

/** What a range query answered. */
export function rangeSeries(data: unknown): readonly RangeSeries[] {
  return results(data).map((row) => {
    const values = property(row, 'values');
    return { metric: labels(property(row, 'metric')), values: Array.isArray(values) ? values.map(point) : [] };
  });
}

function results(data: unknown): readonly unknown[] {
  const result = property(data, 'result');
  return Array.isArray(result) ? result : [];
}

/** A time and a value, which the API writes as a text. */
function point(pair: unknown): readonly [number, number] {
  const [time, text] = Array.isArray(pair) ? pair : [];
  const value = text === '+Inf' || text === '-Inf' ? Number(`${text}inity`) : Number(text);
  return [Number(time), value];
}

function labels(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([name, text]) => [name, String(text)]));
}

/** A property of what may be no object. */
export function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
