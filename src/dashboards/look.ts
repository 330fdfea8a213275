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

/** Okabe and Ito's colours, which people tell apart whatever their sight. */
const ORANGE = '#E69F00';
const SKY = '#56B4E9';
const GREEN = '#009E73';
const BLUE = '#0072B2';
const PINK = '#CC79A7';
const GREY = '#8E8E8E';

/** Of Grafana's own names, which have a shade of their own on light and on dark: beyond the limit of a critical alert. */
export const RED = 'red';
/** Beyond the limit of an alert that is a ticket. */
export const AMBER = 'orange';
export const CALM = 'green';
/** What nobody judges. */
export const NEUTRAL = 'text';
/** A limit in a graph: of no line's colour, since lines have all hues, and dashed. */
export const LIMIT = 'text';

/** The colour of a series by its name, the same on every dashboard; others take theirs by turns. */
export const COLOURS: Readonly<Record<string, string>> = {
  p50: SKY,
  p90: BLUE,
  p95: ORANGE,
  p99: PINK,
  mean: GREEN,
  '1xx': GREY,
  '2xx': GREEN,
  '3xx': SKY,
  '4xx': ORANGE,
  '5xx': RED,
  '5xx or cut': RED,
  input: SKY,
  output: BLUE,
  prompt: SKY,
  generation: BLUE,
  running: GREEN,
  waiting: ORANGE,
  swapped: PINK,
  decode: BLUE,
  prefill: ORANGE,
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
