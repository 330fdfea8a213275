import { isDnsLabel } from '../../../src/lib/dns-label.js';
import { aboveZero, atLeast, share, wholeNumber } from '../checks.js';
import { isSince } from '../exporters/sglang-labels.js';
import type { EngineSettings } from '../model/engine/settings.js';
import type { DisaggregatedSpec, EngineSpec, FleetSpec, UnifiedSpec } from './spec.js';

/** Whether each setting of an engine counts things, is a share, or measures. */
const SETTINGS: readonly (readonly [keyof EngineSettings, (path: string, value: number) => readonly string[]])[] = [
  ['maxRunning', (path, value) => wholeNumber(path, value, 1)],
  ['kvTokens', aboveZero],
  ['prefillTokensPerSecond', aboveZero],
  ['stepSeconds', aboveZero],
  ['stepSecondsPerRequest', (path, value) => atLeast(path, value, 0)],
  ['stepSecondsPerThousandTokens', (path, value) => atLeast(path, value, 0)],
  ['prefillShare', betweenZeroAndOne],
  ['cachedPrefixes', (path, value) => wholeNumber(path, value, 0)],
];

/** What is wrong with the applications of a fleet, beside their names being the same. */
export function applicationProblems({ unified, disaggregated }: FleetSpec): readonly string[] {
  return [
    ...unified.flatMap((application, index) => unifiedProblems(`unified[${index}]`, application)),
    ...disaggregated.flatMap((application, index) => disaggregatedProblems(`disaggregated[${index}]`, application)),
  ];
}

function unifiedProblems(path: string, application: UnifiedSpec): readonly string[] {
  return [
    ...commonProblems(path, application),
    // An application scaled to 0 is there, and serves nothing.
    ...wholeNumber(`${path}.replicas`, application.replicas, 0),
  ];
}

function disaggregatedProblems(path: string, application: DisaggregatedSpec): readonly string[] {
  const { engine, prefill, decode, link = {} } = application;
  const { megabytesPerSecond = 1, megabytesPerToken = 0, failShare = 0 } = link;
  return [
    ...commonProblems(path, application),
    ...wholeNumber(`${path}.prefill`, prefill, 1),
    ...wholeNumber(`${path}.decode`, decode, 1),
    ...(engine.runtime === 'sglang'
      ? []
      : [`${path}.engine.runtime must be sglang, which alone is disaggregated, got ${engine.runtime}`]),
    ...((engine.engines ?? 1) === 1
      ? []
      : [`${path}.engine.engines must be 1 in a disaggregated application, got ${engine.engines}`]),
    ...aboveZero(`${path}.link.megabytesPerSecond`, megabytesPerSecond),
    ...atLeast(`${path}.link.megabytesPerToken`, megabytesPerToken, 0),
    ...share(`${path}.link.failShare`, failShare),
  ];
}

function commonProblems(path: string, application: UnifiedSpec | DisaggregatedSpec): readonly string[] {
  const { namespace, name, engine, settings = {}, startSeconds = 0 } = application;
  return [
    ...Object.entries({ namespace, name }).flatMap(([key, text]) =>
      isDnsLabel(text) ? [] : [`${path}.${key} must be a DNS label, got "${text}"`],
    ),
    ...engineProblems(`${path}.engine`, engine),
    ...SETTINGS.flatMap(([key, problems]) => {
      const value = settings[key];
      return value === undefined ? [] : problems(`${path}.settings.${key}`, value);
    }),
    ...atLeast(`${path}.startSeconds`, startSeconds, 0),
  ];
}

/** Old generations have no label to tell several engines, or ranks, apart. */
function engineProblems(path: string, engine: EngineSpec): readonly string[] {
  const counts = { engines: engine.engines ?? 1, ...(engine.runtime === 'sglang' ? { ranks: engine.ranks ?? 1 } : {}) };
  const toldApart = tellsEnginesApart(engine);
  return Object.entries(counts).flatMap(([key, count]) => {
    if (count > 1 && !toldApart)
      return [`${path}.${key} must be 1 in ${engine.runtime} ${engine.generation}, got ${count}`];
    return wholeNumber(`${path}.${key}`, count, 1);
  });
}

/** Engines behind a frontend of Dynamo are none of its labels. */
function tellsEnginesApart(engine: EngineSpec): boolean {
  if (engine.runtime === 'dynamo') return true;
  if (engine.runtime === 'tensorrt-llm') return false;
  return engine.runtime === 'vllm' ? engine.generation !== 'v0' : isSince(engine.generation, 'g2');
}

/** All of a step or none of it for a prompt would stop the other for good. */
function betweenZeroAndOne(path: string, value: number): readonly string[] {
  return value > 0 && value < 1 ? [] : [`${path} must be above 0 and below 1, got ${value}`];
}
