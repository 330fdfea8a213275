import type { Replica } from '../model/application/replica.js';
import type { ControlPlaneProps } from '../model/control-plane.js';
import type { ApplicationResource, ModelResource, Role, RoleReplicas } from '../model/custom-resources.js';
import type { Applications } from './applications.js';
import { endpointNames } from './backends.js';
import { found } from './found.js';
import type { FleetSpec } from './spec.js';

const DAY_SECONDS = 86_400;
const WEIGHT = 1;
/** Arks disaggregates nothing else, and a fleet with anything else is refused. */
const DISAGGREGATED_RUNTIME = 'sglang';

/** The custom resources of a fleet: what its users would have applied. */
export function resourcesOf(
  spec: FleetSpec,
  applications: Applications,
  epochSeconds: number,
): Omit<ControlPlaneProps, 'clock'> {
  const listed = spec.models ?? [];
  const names = endpointNames(spec);
  const implied = names.filter(
    ({ namespace, model }) => !listed.some((one) => one.namespace === namespace && one.name === model),
  );
  const createdAtSeconds = epochSeconds - DAY_SECONDS;
  return {
    applications: [...unified(spec, applications), ...disaggregated(spec, applications)],
    models: [
      ...implied.map(
        ({ namespace, model }): ModelResource => ({ namespace, name: model, createdAtSeconds, phase: 'Ready' }),
      ),
      ...listed.map((model): ModelResource => ({ ...model, createdAtSeconds })),
    ],
    endpoints: names.map(({ namespace, model }) => ({
      namespace,
      name: model,
      defaultWeight: WEIGHT,
      staticRoutes: (spec.dynamicRoutes ?? []).includes(`${namespace}/${model}`)
        ? []
        : [...spec.unified, ...spec.disaggregated]
            .filter((one) => one.namespace === namespace && one.model === model)
            .map(({ name }) => ({ application: name, weight: WEIGHT })),
    })),
  };
}

function unified(spec: FleetSpec, applications: Applications): readonly ApplicationResource[] {
  return spec.unified.flatMap(({ namespace, name, model, engine }): readonly ApplicationResource[] => {
    // Of what Arks does not start there is no resource.
    if (engine.runtime === 'tensorrt-llm') return [];
    const application = found('application', applications.unified, name);
    return [
      {
        kind: 'unified',
        namespace,
        name,
        arksModel: model,
        servedModel: model,
        runtime: engine.runtime,
        workload: 'rbg',
        roles: [
          {
            role: 'unified',
            wanted: application.wanted,
            ready: () => application.replicas().map((one) => one.ready()),
          },
        ],
        phase: 'Running',
      },
    ];
  });
}

function disaggregated(spec: FleetSpec, applications: Applications): readonly ApplicationResource[] {
  return spec.disaggregated.map(({ namespace, name, model, prefill, decode }) => {
    const application = found('disaggregated application', applications.disaggregated, name);
    const role = (of: Role, wanted: number, replicas: readonly Replica[]): RoleReplicas => ({
      role: of,
      wanted: () => wanted,
      ready: () => replicas.filter((one) => !one.gone()).map((one) => one.ready()),
    });
    return {
      kind: 'disaggregated',
      namespace,
      name,
      arksModel: model,
      servedModel: model,
      runtime: DISAGGREGATED_RUNTIME,
      workload: 'rbg',
      roles: [
        { role: 'router', wanted: () => 1, ready: () => [true] },
        role('prefill', prefill, application.prefill),
        role('decode', decode, application.decode),
      ],
      phase: 'Running',
    };
  });
}
