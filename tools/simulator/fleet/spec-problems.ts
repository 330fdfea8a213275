import { isDnsLabel } from '../../../src/lib/dns-label.js';
import { atLeast, differentNames, oneOf, wholeNumber } from '../checks.js';
import { applicationProblems } from './application-problems.js';
import type { FleetSpec } from './spec.js';
import { workloadProblems } from './workload-problems.js';

/** Everything wrong with a specification, each with its path, what came and what is allowed; empty where nothing is. */
export function specProblems(spec: FleetSpec): readonly string[] {
  const { unified, disaggregated, tokens, quotas = [], workloads, chunking } = spec;
  const served = [...unified, ...disaggregated].map(({ namespace, model }) => `${namespace}/${model}`);
  return [
    ...wholeNumber('seed', spec.seed, 0),
    ...differentNames('applications', [...unified, ...disaggregated].map(nameOf)),
    ...applicationProblems(spec),
    ...(spec.models ?? []).flatMap((model, index) => label(`models[${index}].namespace`, model.namespace)),
    ...tokenProblems(spec, served),
    ...quotas.flatMap(({ namespace, limits }, index) => [
      ...label(`quotas[${index}].namespace`, namespace),
      ...limits.flatMap(({ value }, limit) => atLeast(`quotas[${index}].limits[${limit}].value`, value, 0)),
    ]),
    // A handle on traffic is found by these two alone.
    ...differentNames(
      'workloads',
      workloads.map(({ user, model }) => `${user} to ${model}`),
    ),
    ...workloads.flatMap((workload, index) => [
      ...workloadProblems(`workloads[${index}]`, workload),
      // A client that does something wrong may be anybody and ask for anything.
      ...(workload.flaw === undefined
        ? [
            ...oneOf(`workloads[${index}].user`, `${workload.namespace}/${workload.user}`, tokens.map(userOf)),
            ...oneOf(`workloads[${index}].model`, `${workload.namespace}/${workload.model}`, served),
          ]
        : []),
    ]),
    // Without one there is nobody to send a request to.
    ...wholeNumber('plugins', spec.plugins ?? 1, 1),
    ...wholeNumber('envoys', spec.envoys ?? 1, 1),
    ...(chunking === undefined ? [] : atLeast('chunking.tokensPerChunk', chunking.tokensPerChunk, 1)),
    ...(spec.dynamicRoutes ?? []).flatMap((endpoint, index) => oneOf(`dynamicRoutes[${index}]`, endpoint, served)),
  ];
}

function tokenProblems({ tokens, quotas = [] }: FleetSpec, served: readonly string[]): readonly string[] {
  const known = quotas.map(({ namespace, name }) => `${namespace}/${name}`);
  return [
    ...differentNames('tokens', tokens.map(userOf)),
    ...tokens.flatMap(({ namespace, qos }, index) =>
      qos.flatMap(({ model, quota, rateLimits }, which) => {
        const path = `tokens[${index}].qos[${which}]`;
        return [
          ...oneOf(`${path}.model`, `${namespace}/${model}`, served),
          ...(quota === undefined ? [] : oneOf(`${path}.quota`, `${namespace}/${quota}`, known)),
          ...rateLimits.flatMap(({ value }, limit) => atLeast(`${path}.rateLimits[${limit}].value`, value, 0)),
        ];
      }),
    ),
  ];
}

function nameOf({ name }: { readonly name: string }): string {
  return name;
}

function userOf({ namespace, user }: { readonly namespace: string; readonly user: string }): string {
  return `${namespace}/${user}`;
}

function label(path: string, text: string): readonly string[] {
  return isDnsLabel(text) ? [] : [`${path} must be a DNS label, got "${text}"`];
}
