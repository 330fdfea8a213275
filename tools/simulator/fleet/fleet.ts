import type { Sizing } from '../../../src/config/sizing.js';
import { type Clock, startClock } from '../clock.js';
import type { Cluster, Process } from '../cluster.js';
import { customResourcesExporter } from '../exporters/custom-resources.js';
import { envoyExporter } from '../exporters/envoy.js';
import { operatorExporter } from '../exporters/operator.js';
import { pluginExporter } from '../exporters/plugin.js';
import { createStore } from '../exposition/store.js';
import type { QuotaType } from '../model/access.js';
import type { DisaggregatedApplication } from '../model/application/disaggregated.js';
import type { UnifiedApplication } from '../model/application/unified.js';
import { type ControlPlane, createControlPlane } from '../model/control-plane.js';
import { createGateway, type Gateway } from '../model/gateway.js';
import type { EnvoyReplica, PluginReplica } from '../model/gateway-events.js';
import { DEFAULT_EPOCH_SECONDS } from '../model/limits.js';
import { startWorkload, type Traffic } from '../model/tenants.js';
import { randomStream } from '../random.js';
import { type Applications, createApplications } from './applications.js';
import { endpointsOf } from './backends.js';
import { type Component, createComponent } from './component.js';
import { found } from './found.js';
import { customResourcesShape, envoyShape, installServices, operatorShape, pluginShape } from './install.js';
import { resourcesOf } from './resources.js';
import type { EngineSpec, FleetSpec } from './spec.js';
import { specProblems } from './spec-problems.js';

/** Where a fleet runs: what its exporters' grids depend on, and where this project's own pod is. */
export interface FleetPlace {
  readonly sizing: Sizing;
  readonly monitoringNamespace: string;
  /** Whether the limits of ArksTokens are published, which an environment opts into. */
  readonly tokenLimits?: boolean;
  /** Unix time at 0 of the clock; a midnight unless said. */
  readonly epochSeconds?: number;
}

/** A whole install under way. Everything that may go wrong in it has a handle here. */
export interface Fleet {
  readonly clock: Clock;
  readonly epochSeconds: number;
  readonly cluster: Cluster;
  readonly gateway: Gateway;
  readonly controlPlane: ControlPlane;
  /** By name; each throws where there is none of that name, and says which there are. */
  readonly unified: (name: string) => UnifiedApplication;
  readonly disaggregated: (name: string) => DisaggregatedApplication;
  readonly traffic: (user: string, model: string) => Traffic;
  /** Changes what an ArksQuota allows. */
  readonly setQuota: (namespace: string, name: string, type: QuotaType, tokens: number) => void;
  /** What the ArksQuota says was used of it. */
  readonly quotaUsed: (namespace: string, name: string, type: QuotaType) => number;
  readonly rollOut: (application: string, engine: EngineSpec, startSeconds?: number) => void;
  readonly plugins: readonly (PluginReplica & { readonly component: Component })[];
  readonly envoys: readonly (EnvoyReplica & { readonly component: Component })[];
  readonly operator: Component;
  readonly customResources: Component;
  /** Whether the exporter of custom resources may list them. */
  readonly customResourcesAccess: { mayList: boolean };
}

const ONE = 1;

/** A fleet at time 0, its applications loaded and its clients about to come. Throws with all that is wrong in the specification. */
export function createFleet(spec: FleetSpec, place: FleetPlace): Fleet {
  const problems = specProblems(spec);
  if (problems.length > 0) throw new Error(`the fleet cannot be:\n${problems.join('\n')}`);
  const { epochSeconds = DEFAULT_EPOCH_SECONDS, sizing, monitoringNamespace, tokenLimits = false } = place;
  const clock = startClock();
  // A scenario may change what quotas allow; the specification stays what it is for the next.
  const quotas = structuredClone(spec.quotas ?? []);
  const storeOf = (component: 'gateway' | 'envoy' | 'operator' | 'customResources') =>
    createStore({ component, generation: 'current', sizing, features: [] });
  const applications: Applications = createApplications({ spec, clock, sizing, epochSeconds });
  const controlPlane = createControlPlane({ clock, ...resourcesOf(spec, applications, epochSeconds) });

  const plugins = Array.from({ length: spec.plugins ?? ONE }, (_, number) => {
    const start = () => pluginExporter({ store: storeOf('gateway'), clock, epochSeconds });
    return replicaOf(pluginShape(number), start, (observer) => ({ observer, down: false, delaySeconds: 0 }));
  });
  const envoys = Array.from({ length: spec.envoys ?? ONE }, (_, number) => {
    const start = () => {
      const exporter = envoyExporter({ store: storeOf('envoy'), clock });
      const refresh = () => {
        exporter.refresh();
        gateway.refresh();
      };
      return { ...exporter, refresh };
    };
    return replicaOf(envoyShape(number), start, (observer) => ({ observer }));
  });
  const gateway = createGateway({
    clock,
    random: randomStream(spec.seed, 'gateway'),
    tokens: spec.tokens,
    quotas,
    endpoints: endpointsOf(spec, applications, controlPlane, clock),
    plugins,
    envoys,
    epochSeconds,
    ...(spec.chunking === undefined ? {} : { chunking: spec.chunking }),
  });
  const operator = createComponent(operatorShape, () =>
    operatorExporter({ store: storeOf('operator'), clock, operator: controlPlane.operator }),
  );
  const customResourcesAccess = { mayList: true };
  const customResources = createComponent(customResourcesShape(monitoringNamespace), () =>
    customResourcesExporter({
      mayList: () => customResourcesAccess.mayList,
      store: storeOf('customResources'),
      controlPlane,
      quotas,
      usage: gateway.quotas,
      tokens: tokenLimits ? spec.tokens : [],
    }),
  );
  const traffic = new Map(
    spec.workloads.map((workload) => {
      const name = `${workload.user} ${workload.model}`;
      return [name, startWorkload({ clock, random: randomStream(spec.seed, name), gateway, workload })] as const;
    }),
  );
  const components = [
    ...plugins.map((one) => one.component),
    ...envoys.map((one) => one.component),
    operator,
    customResources,
  ];
  const services = installServices(monitoringNamespace);
  return {
    clock,
    epochSeconds,
    cluster: {
      pods: () => [...applications.pods(), ...components.flatMap((component) => component.pod() ?? [])],
      services: () => [...applications.services(), ...services],
    },
    gateway,
    controlPlane,
    unified: (name) => found('application', applications.unified, name),
    disaggregated: (name) => found('disaggregated application', applications.disaggregated, name),
    traffic: (user, model) => found('workload', traffic, `${user} ${model}`),
    setQuota: (namespace, name, type, tokens) => {
      const quota = quotas.find((one) => one.namespace === namespace && one.name === name);
      const limit = quota?.limits.find((one) => one.type === type);
      if (limit === undefined) throw new Error(`no quota ${namespace}/${name} of type ${type}`);
      limit.value = tokens;
    },
    quotaUsed: (namespace, name, type) => {
      const quota = quotas.find((one) => one.namespace === namespace && one.name === name);
      if (quota === undefined) throw new Error(`no quota ${namespace}/${name}`);
      return gateway.quotas.status(quota).find((one) => one.type === type)?.used ?? 0;
    },
    rollOut: applications.rollOut,
    plugins,
    envoys,
    operator,
    customResources,
    customResourcesAccess,
  };
}

/** A replica that counts in its exporter's process, and in the next one once that restarts. */
function replicaOf<Observer, Replica extends { observer: Observer }>(
  shape: Parameters<typeof createComponent>[0],
  start: () => Pick<Process, 'store' | 'refresh'> & { readonly observer: Observer },
  replica: (observer: Observer) => Replica,
): Replica & { readonly component: Component } {
  let exporter = start();
  const made = replica(exporter.observer);
  let first = true;
  const component = createComponent(shape, () => {
    if (!first) exporter = start();
    first = false;
    made.observer = exporter.observer;
    return exporter;
  });
  return Object.assign(made, { component });
}
