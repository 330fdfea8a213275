import { createApp } from '../../src/app/app.js';
import { toldOf } from '../../src/app/told.js';
import { RUNTIMES, type RuntimeName } from '../../src/config/runtimes.js';
import { planOf } from '../../src/plan/plan.js';
import { EVERY_RUNTIME, environmentOf } from './environment.js';

/** What says a runtime, in words, in names of metrics and in values of labels. */
const SAYS: Readonly<Record<RuntimeName, RegExp>> = {
  vllm: /vllm/i,
  sglang: /sglang/i,
  dynamo: /dynamo/i,
  'tensorrt-llm': /tensorrt|trtllm/i,
};

/** Texts that name a runtime whatever an environment serves, each with the reason. */
export const SAID_ANYWHERE: Readonly<Record<string, string>> = {
  'ServiceMonitor.arks-custom-resources: vllm': 'what Arks takes where an application does not say',
  'ServiceMonitor.arks-custom-resources: sglang': 'what Arks takes where a disaggregated application does not say',
};

/** Pages are written for every runtime: a sentence about another often says what holds here as well. Their queries and titles are judged. */
const PAGE = /^arks-runbook/;

/** Every text of what synth writes and tells for these runtimes that names another one, after the object that it is in. */
export function wronglySaid(runtimes: readonly RuntimeName[]): readonly string[] {
  const environment = environmentOf({
    runtimes,
    ...(runtimes.includes('tensorrt-llm') ? { surfaces: EVERY_RUNTIME.surfaces } : {}),
  });
  const others = RUNTIMES.filter((name) => !runtimes.includes(name)).map((name) => SAYS[name]);
  const { charts } = createApp([environment], 'unused');
  const objects = charts.flatMap((chart) => chart.toJson());
  const said = [
    ...objects.flatMap((object) =>
      textsIn(object, PAGE.test(object.metadata.name) ? ['content'] : []).map(
        (text) => [`${object.kind}.${object.metadata.name}`, text] as const,
      ),
    ),
    ...toldOf(planOf(environment))
      .sentences.flat()
      .map(({ message }) => ['told', message] as const),
  ];
  return [
    ...new Set(
      said
        .filter(([, text]) => others.some((says) => says.test(text)))
        .map(([where, text]) => `${where}: ${text}`)
        .filter((text) => SAID_ANYWHERE[text] === undefined),
    ),
  ];
}

/** Every text in a value but under these keys, the keys of objects included, and those in JSON that a text is. */
function textsIn(value: unknown, passed: readonly string[]): readonly string[] {
  if (typeof value === 'string') return value.startsWith('{\n') ? textsIn(JSON.parse(value), passed) : [value];
  if (Array.isArray(value)) return value.flatMap((one) => textsIn(one, passed));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value)
    .filter(([key]) => !passed.includes(key))
    .flatMap(([key, inner]) => [key, ...textsIn(inner, passed)]);
}
