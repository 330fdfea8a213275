import type { Component } from '../../../src/metrics/components.js';
import { namedOf, tokenState } from '../../../src/metrics/custom-resources/readings.js';
import type { LabelValues } from './instruments.js';
import { goNumber, pythonNumber, rustNumber } from './numbers.js';

/** How one exporter writes what it publishes, where the text format leaves it free. */
export interface Spelling {
  readonly number: (value: number) => string;
  /** Sorted by name, as the catalogue has them, or the other way round. */
  readonly labelOrder: 'sorted' | 'declared' | 'reversed';
  /** `le` among the sorted labels, or behind all of them. */
  readonly boundLabel: 'sorted' | 'last';
  /** The order of a histogram's lines; `_bucket` stands for all buckets. */
  readonly histogramOrder: readonly ('_sum' | '_bucket' | '_count')[];
  /** Generations that write a family `_created` behind each counter and histogram. */
  readonly createdIn: readonly string[];
  readonly blankLineAfterFamilies: boolean;
  /** Whether families stand by name and series by the values of their labels, rather than as they were first counted. */
  readonly inOrder: boolean;
  /** How names begin that stand behind all others, by generation: those of a second registry. */
  readonly behind: Readonly<Record<string, string>>;
  readonly help: boolean;
  /** Labels that the exporter adds to those of the catalogue. */
  readonly addedLabels: readonly string[];
  /** Whether a label without a value is left out. */
  readonly omitsEmptyLabels: boolean;
  /** Labels whose value ends the name in the exposition, by metric; the scrape makes a label of it again. */
  readonly namedLabels: Readonly<Record<string, string>>;
  /** Other components that the same process publishes. */
  readonly also: readonly Component[];
}

const common = {
  boundLabel: 'last',
  histogramOrder: ['_bucket', '_sum', '_count'],
  createdIn: [],
  blankLineAfterFamilies: false,
  inOrder: false,
  behind: {},
  help: true,
  addedLabels: [],
  omitsEmptyLabels: false,
  namedLabels: {},
  also: [],
} as const;
const python = { ...common, number: pythonNumber, labelOrder: 'sorted', boundLabel: 'sorted' } as const;
const go = { ...common, number: goNumber, labelOrder: 'sorted' } as const;
/** Go's client library, which sorts what it gathers; kube-state-metrics writes its pages itself. */
const goClient = { ...go, inOrder: true } as const;

const spellings = {
  vllm: { ...python, histogramOrder: ['_bucket', '_count', '_sum'], createdIn: ['v1', 'v1-0.12'] },
  // Its engines are processes of their own, and the client's collector of several processes puts sums first.
  sglang: { ...python, histogramOrder: ['_sum', '_bucket', '_count'] },
  // Read from the files of several processes, too.
  'tensorrt-llm': { ...python, histogramOrder: ['_sum', '_bucket', '_count'] },
  // Rust's client knows help texts, which routers give it since smg.
  sglangRouter: { ...common, number: rustNumber, labelOrder: 'declared', blankLineAfterFamilies: true, help: false },
  // Of a frontend the router within it is gathered after the rest.
  dynamo: {
    ...common,
    number: rustNumber,
    labelOrder: 'sorted',
    inOrder: true,
    behind: { 'frontend-1.6': 'dynamo_component_' },
  },
  gateway: goClient,
  // Envoy writes the labels it took out of a statistic's name from the last to the first, and knows no help texts.
  envoy: { ...common, number: rustNumber, labelOrder: 'reversed', help: false },
  operator: goClient,
  customResources: {
    ...go,
    addedLabels: ['customresource_group', 'customresource_kind', 'customresource_version'],
    omitsEmptyLabels: true,
    namedLabels: Object.fromEntries(
      namedOf([tokenState]).flatMap(({ metric, named }) => (named === undefined ? [] : [[metric.name, named.label]])),
    ),
    also: ['tokenLimits'],
  },
} as const satisfies Readonly<Partial<Record<Component, Spelling>>>;

/** The exporters that can be played. */
export type Exporter = keyof typeof spellings;

/** How an exporter writes. */
export function spellingOf(exporter: Exporter): Spelling {
  return spellings[exporter];
}

/** Name and labels of a series in the exposition: a label whose value ends the name is none of its labels. */
export function exposedAs(name: string, labels: LabelValues, { namedLabels }: Spelling) {
  const label = namedLabels[name];
  if (label === undefined) return { name, labels };
  const { [label]: end = '', ...rest } = labels;
  return { name: `${name}_${end}`, labels: rest };
}
