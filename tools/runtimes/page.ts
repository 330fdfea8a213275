import { RUNTIMES, type RuntimeName, STARTED_BY_ARKS } from '../../src/config/runtimes.js';
import { code, table } from '../../src/lib/markdown.js';
import { componentGenerations } from '../../src/metrics/components.js';
import { type Expression, text } from '../../src/promql/build.js';
import { metricsRead } from '../../src/promql/names.js';
import { runtimes } from '../../src/signals/runtimes/index.js';
import type { Readings } from '../../src/signals/runtimes/readings.js';
import { type Absent, isAbsent } from '../../src/signals/runtimes/runtime.js';
import { ruleView, type View } from '../../src/signals/vocabulary/view.js';

/** What people call each reading. */
const TITLES: Readonly<Record<keyof Readings, string>> = {
  requestLatency: 'Request latency',
  timeToFirstToken: 'Time to first token',
  interTokenLatency: 'Inter-token latency',
  queueTime: 'Queue time',
  prefillTime: 'Prefill time',
  decodeTime: 'Decode time',
  promptLength: 'Prompt length',
  generationLength: 'Generation length',
  requestsFinished: 'Requests finished',
  requestsRejected: 'Requests rejected',
  requestsAbandoned: 'Requests abandoned',
  httpErrors: 'HTTP errors',
  preemptions: 'Preemptions',
  promptTokens: 'Prompt tokens',
  promptTokensOfLengths: 'Prompt tokens, by lengths of prompts',
  generationTokens: 'Generation tokens',
  requestsRunning: 'Requests running',
  requestsWaiting: 'Requests waiting',
  requestsSwapped: 'Requests swapped',
  kvCacheUsage: 'KV cache use',
  prefixCacheHits: 'Prefix cache hits',
  prefixCacheQueries: 'Prefix cache queries',
  hostCacheUsage: 'Host cache use',
  prefillBootstrap: 'Prefill bootstrap queue',
  prefillInflight: 'Prefill in-flight queue',
  decodePreallocation: 'Decode preallocation queue',
  decodeTransfer: 'Decode transfer queue',
  kvTransferFailures: 'KV transfer failures',
  kvTransferLatency: 'KV transfer latency',
  kvTransferSpeed: 'KV transfer speed',
};

const PREFACE = `# Runtimes

What is read of each runtime, and what it lacks. \`npm run runtimes\` writes this page from \`src/signals/runtimes/\`, one file a runtime.`;

/** The page about runtimes: of each the metrics behind every measurement, and the reasons where there are none. */
export function runtimesPage(): string {
  return [PREFACE, ...RUNTIMES.map(sectionOf), ''].join('\n\n').replace(/\n+$/, '\n');
}

function sectionOf(name: RuntimeName): string {
  const { progress, fromTheStart, readings } = runtimes[name];
  const rows = readingKeys(readings).map((key) => [TITLES[key], ...cellsOf(readings[key])]);
  return [
    `## ${name}`,
    [
      STARTED_BY_ARKS.includes(name)
        ? '- Arks starts it.'
        : '- Arks does not start it: it is read where `runtimes` of an environment names it, in the pods that `surfaces.unmanagedRuntime` selects, and nowhere else.',
      `- Generations, oldest first: ${componentGenerations[name].map(code).join(', ')}.`,
      `- Its requests count as stalled after ${progress.stalledMinutes} minutes without progress.`,
      `- Before its first request: ${isAbsent(fromTheStart) ? fromTheStart.absent : `it shows ${code(fromTheStart)}.`}`,
    ].join('\n'),
    table(['measurement', 'read from', 'why it lacks that'], rows),
  ].join('\n\n');
}

function readingKeys(readings: Readings): readonly (keyof Readings)[] {
  const isKey = (key: string): key is keyof Readings => Object.hasOwn(readings, key);
  return Object.keys(TITLES).filter(isKey);
}

/** Names of the catalogue in a reading, however it is written, or why there are none. */
function cellsOf(reading: Readings[keyof Readings]): readonly string[] {
  if (isAbsent(reading)) return ['–', reading.absent];
  const less = typeof reading === 'object' && 'without' in reading && reading.without !== undefined;
  return [[...new Set(namesIn(reading))].map(code).join(', ') + (less ? `, less ${code(reading.without)}` : ''), ''];
}

function namesIn(reading: Exclude<Readings[keyof Readings], Absent>): readonly string[] {
  if (typeof reading === 'string') return [reading];
  if (isQuery(reading)) return metricsRead(text(reading(ruleView('cluster'))));
  if (isList(reading)) return reading.flatMap(({ names }) => names);
  if ('names' in reading) return reading.names;
  return 'begun' in reading ? [reading.begun, reading.finished] : [reading.name];
}

function isQuery(reading: unknown): reading is (view: View) => Expression {
  return typeof reading === 'function';
}

function isList<Item>(reading: readonly Item[] | object): reading is readonly Item[] {
  return Array.isArray(reading);
}
