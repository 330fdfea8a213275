import { property } from '@arks-monitoring/simulator/prometheus/answers.js';
import {
  type Answer,
  type Ask,
  alignedRange,
  keyOf,
  type Request,
  type Series,
  type Shown,
  type Value,
} from '../model/answer.js';

/** What was asked, and what came back, by the key of the request. */
export type Answers = Record<string, Answer>;

/** Digits of a value that are kept: more than any axis shows, and half of the size. */
const DIGITS = 7;
const MILLISECONDS = 1_000;

/** Asks a Prometheus for what is shown of this time, each thing once; `answers` is filled meanwhile. An error is an answer. */
export function asking(address: string, shown: Shown, answers: Answers): Ask {
  const under = new Map<string, Promise<Answer>>();
  return (request) => {
    const key = keyOf(request);
    const known =
      under.get(key) ??
      answered(address, request, shown).then((answer) => {
        answers[key] = answer;
        return answer;
      });
    under.set(key, known);
    return known;
  };
}

async function answered(address: string, request: Request, shown: Shown): Promise<Answer> {
  const response = await (request.kind === 'values'
    ? labelValues(address, request, shown)
    : query(address, request, shown));
  const body: unknown = await response.json();
  const data = property(body, 'data');
  if (property(body, 'status') !== 'success')
    return { series: [], values: [], error: String(property(body, 'error') ?? `status ${response.status}`) };
  if (request.kind === 'values') return { series: [], values: Array.isArray(data) ? data.map(String) : [] };
  const result = property(data, 'result');
  const grid = request.kind === 'range' ? { ...alignedRange(shown, request.step), step: request.step } : undefined;
  return { series: Array.isArray(result) ? result.map((one) => seriesOf(one, grid)) : [], values: [] };
}

function labelValues(address: string, { label, match }: Extract<Request, { kind: 'values' }>, { from, to }: Shown) {
  const query = new URLSearchParams({
    start: String(from),
    end: String(to),
    ...(match === undefined ? {} : { 'match[]': match }),
  });
  return fetch(`${address}/api/v1/label/${label}/values?${query}`);
}

function query(address: string, request: Exclude<Request, { kind: 'values' }>, shown: Shown) {
  const { expr } = request;
  const [path, rest] =
    request.kind === 'instant'
      ? (['query', { time: String(shown.to) }] as const)
      : (['query_range', { ...texts(alignedRange(shown, request.step)), step: String(request.step) }] as const);
  return fetch(`${address}/api/v1/${path}`, { method: 'POST', body: new URLSearchParams({ query: expr, ...rest }) });
}

function texts({ start, end }: { readonly start: number; readonly end: number }) {
  return { start: String(start), end: String(end) };
}

interface Grid {
  readonly start: number;
  readonly end: number;
  readonly step: number;
}

/** A series on its grid, null where nothing came; the one value of an instant query. */
function seriesOf(result: unknown, grid: Grid | undefined): Series {
  const metric = Object.fromEntries(
    Object.entries(Object(property(result, 'metric'))).map(([name, value]) => [name, String(value)]),
  );
  if (grid === undefined) return { metric, values: [pairOf(property(result, 'value'))[1]] };
  const values: Value[] = Array.from({ length: Math.floor((grid.end - grid.start) / grid.step) + 1 }, () => null);
  const pairs = property(result, 'values');
  for (const [time, value] of Array.isArray(pairs) ? pairs.map(pairOf) : [])
    values[Math.round((time - grid.start) / grid.step)] = value;
  return { metric, values };
}

function pairOf(pair: unknown): readonly [number, Value] {
  const [time, text] = Array.isArray(pair) ? pair : [];
  const value = String(text);
  const seconds = Math.round(Number(time) * MILLISECONDS) / MILLISECONDS;
  if (value === 'NaN' || value === '+Inf' || value === '-Inf') return [seconds, value];
  return [seconds, Number(Number(value).toPrecision(DIGITS))];
}
