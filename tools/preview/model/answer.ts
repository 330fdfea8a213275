/** Something that Prometheus is asked. Steps and times in seconds. */
export type Request =
  | { readonly kind: 'range'; readonly expr: string; readonly step: number }
  | { readonly kind: 'instant'; readonly expr: string }
  | { readonly kind: 'values'; readonly label: string; readonly match?: string };

/** JSON knows neither NaN nor infinity. */
export type Value = number | null | 'NaN' | '+Inf' | '-Inf';

export interface Series {
  readonly metric: Readonly<Record<string, string>>;
  /** One for each step of the range, null where nothing came; one alone of an instant query. */
  readonly values: readonly Value[];
}

/** What Prometheus answered, or what it said instead. */
export interface Answer {
  readonly series: readonly Series[];
  readonly values: readonly string[];
  readonly error?: string;
}

/** Asks Prometheus, or looks up what it was asked when the page was made. */
export type Ask = (request: Request) => Promise<Answer>;

/** The time that is shown, in Unix seconds. */
export interface Shown {
  readonly from: number;
  readonly to: number;
  /** What the data source gives as the interval of its scrapes, in seconds. */
  readonly scrapeSeconds: number;
}

/** Two requests of one key have one answer. */
export function keyOf(request: Request): string {
  switch (request.kind) {
    case 'range':
      return `range ${request.step} ${request.expr}`;
    case 'instant':
      return `instant ${request.expr}`;
    case 'values':
      return `values ${request.label} ${request.match ?? ''}`;
  }
}

/** The number that was meant. */
export function numberOf(value: Value | undefined): number | null {
  if (typeof value === 'number') return value;
  if (value === null || value === undefined) return null;
  return value === 'NaN' ? Number.NaN : value === '+Inf' ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
}

/** First and last step of a range: Grafana aligns both to multiples of the step. */
export function alignedRange({ from, to }: Pick<Shown, 'from' | 'to'>, step: number) {
  return { start: Math.floor(from / step) * step, end: Math.floor(to / step) * step };
}
