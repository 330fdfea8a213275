import type { Unit } from '../signals/vocabulary/signal.js';

/** How Grafana prints a unit. */
export const UNITS: Readonly<Record<Unit, string>> = {
  requests: 'short',
  'requests/s': 'reqps',
  tokens: 'short',
  // Not by SI, whose thousandths are "mtok/s" and read as mega.
  'tokens/s': 'count:tok/s',
  seconds: 's',
  milliseconds: 'ms',
  ratio: 'percentunit',
  count: 'short',
  'count/s': 'cps',
  'gigabytes/s': 'GBs',
  samples: 'short',
  bytes: 'bytes',
};

/** Okabe and Ito's colours, which people tell apart whatever their sight. */
const ORANGE = '#E69F00';
const SKY = '#56B4E9';
const GREEN = '#009E73';
const YELLOW = '#F0E442';
const BLUE = '#0072B2';
export const RED = '#D55E00';
const PINK = '#CC79A7';

/** The colour of a series by its name, the same on every dashboard; others get theirs of their name. */
export const COLOURS: Readonly<Record<string, string>> = {
  p50: SKY,
  p90: BLUE,
  p95: ORANGE,
  p99: RED,
  mean: GREEN,
  '2xx': GREEN,
  '3xx': SKY,
  '4xx': YELLOW,
  '5xx': RED,
  '5xx or cut': RED,
  input: SKY,
  output: BLUE,
  prompt: SKY,
  generation: BLUE,
  running: GREEN,
  waiting: ORANGE,
  swapped: PINK,
  up: GREEN,
  wanted: BLUE,
};
/** Names that a legend's first label stands for. */
export const LABEL_VALUES: Readonly<Record<string, readonly string[]>> = {
  '{{envoy_response_code_class}}xx': ['2xx', '3xx', '4xx', '5xx'],
  '{{type}}': ['input', 'output'],
};

export const CALM = GREEN;
export const NEUTRAL = 'text';
