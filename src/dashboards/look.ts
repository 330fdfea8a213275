import type { Unit } from '../signals/vocabulary/signal.js';

/** How Grafana prints a unit. */
export const UNITS: Readonly<Record<Unit, string>> = {
  requests: 'short',
  'requests/s': 'reqps',
  // Not "req/m", which may be of a month.
  'requests/min': 'suffix: req/min',
  tokens: 'short',
  // Not by SI, whose thousandths are "mtok/s" and read as mega.
  'tokens/s': 'count:tok/s',
  seconds: 's',
  // In hours and minutes: "2.5 hours" is half a sum that a reader has to do.
  elapsed: 'dtdurations',
  milliseconds: 'ms',
  ratio: 'percentunit',
  count: 'short',
  // Not "c/s", which nobody reads as anything.
  'count/s': 'suffix:/s',
  cores: 'suffix: cores',
  'gigabytes/s': 'GBs',
  samples: 'short',
  bytes: 'bytes',
};

/** What is counted one by one. */
export const WHOLE: readonly Unit[] = ['requests', 'tokens', 'count', 'samples', 'bytes'];

/**
 * Colours which people tell apart whatever their sight, on light as on dark: no two of them, and none and Grafana's red, are nearer than 12
 * (CIEDE2000) to any kind of eye, where Okabe and Ito's closest two are at 11, and each has a contrast above 3 to both grounds, where their
 * orange and sky have 2.3 to white. Searched for by these numbers, one of each hue; a dashboard can name one shade for both grounds only.
 */
const GOLD = '#AE8B00';
const SKY = '#009ED6';
const GREEN = '#008155';
const BLUE = '#0061FF';
const PINK = '#B94C84';
const GREY = '#928D8A';

/** Of Grafana's own names, which have a shade of their own on light and on dark: beyond the limit of a critical alert. */
export const RED = 'red';
/** Beyond the limit of an alert that is a ticket. Grafana's own orange has a contrast of 2.6 to white, and its darker one is a red to many. */
export const AMBER = '#B87400';
export const CALM = 'green';
/** What nobody judges. */
export const NEUTRAL = 'text';
/** A limit in a graph: of no line's colour, since lines have all hues, and dashed. */
export const LIMIT = 'text';

/** The colour of a series by its name, the same on every dashboard; others take theirs by turns. */
export const COLOURS: Readonly<Record<string, string>> = {
  p50: SKY,
  p90: BLUE,
  p95: GOLD,
  p99: PINK,
  mean: GREEN,
  '1xx': GREY,
  '2xx': GREEN,
  '3xx': SKY,
  '4xx': GOLD,
  '5xx': RED,
  '5xx or cut': RED,
  input: SKY,
  output: BLUE,
  prompt: SKY,
  generation: BLUE,
  running: GREEN,
  waiting: GOLD,
  swapped: PINK,
  decode: BLUE,
  prefill: GOLD,
  router: GREEN,
  up: GREEN,
  wanted: BLUE,
};
/** Names that a legend's first label stands for. */
export const LABEL_VALUES: Readonly<Record<string, readonly string[]>> = {
  '{{envoy_response_code_class}}xx': ['1xx', '2xx', '3xx', '4xx', '5xx'],
  '{{type}}': ['input', 'output'],
  '{{role}}': ['decode', 'prefill', 'router'],
};

/** Labels as headers of columns; any other is itself, in words. */
const HEADERS: Readonly<Record<string, string>> = {
  alertname: 'Alert',
  alertstate: 'State',
  arks_model: 'Model',
  backend: 'Application',
  backend_namespace: 'In namespace',
  backend_port: 'Port',
  model_name: 'Model',
  pod: 'Replica',
  quota_name: 'Quota',
  quota_type: 'Type',
  rule_type: 'Rule',
  slo: 'Objective',
};

/** The header of a label's column. */
export function headerOf(label: string): string {
  const words = label.replaceAll('_', ' ');
  return HEADERS[label] ?? `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
