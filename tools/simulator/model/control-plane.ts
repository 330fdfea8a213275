import type { Clock } from '../clock.js';
import type {
  ApplicationResource,
  EndpointResource,
  ModelResource,
  Role,
  RoleReplicas,
  RoleStatus,
  RouteStatus,
} from './custom-resources.js';
import { healthyOperator, type OperatorState } from './operator-state.js';

/** How soon the operator notices that a replica became ready or is gone. */
const RECONCILE_SECONDS = 5;

export interface ControlPlaneProps {
  readonly clock: Clock;
  readonly applications: readonly ApplicationResource[];
  readonly models: readonly ModelResource[];
  readonly endpoints: readonly EndpointResource[];
}

/** The custom resources of an install and the operator that keeps their status. */
export interface ControlPlane {
  /** Resources come and go: push and splice. */
  readonly applications: ApplicationResource[];
  readonly models: ModelResource[];
  readonly endpoints: EndpointResource[];
  readonly operator: OperatorState;
  /** As the operator wrote it last; empty before it saw the application. */
  readonly status: (application: ApplicationResource) => readonly RoleStatus[];
  /** Applications that serve an ArksEndpoint, as the operator wrote it last; none where there is no such endpoint. */
  readonly routes: (namespace: string, name: string) => readonly RouteStatus[];
  /** Lets the operator look at everything now, if it runs; it does so every few seconds by itself. */
  readonly reconcile: () => void;
}

/** A control plane whose operator first looks as the clock starts. */
export function createControlPlane({ clock, ...resources }: ControlPlaneProps): ControlPlane {
  const applications = [...resources.applications];
  const models = [...resources.models];
  const endpoints = [...resources.endpoints];
  const operator = healthyOperator();
  const statuses = new Map<ApplicationResource, readonly RoleStatus[]>();
  const routes = new Map<EndpointResource, readonly RouteStatus[]>();
  const status: ControlPlane['status'] = (application) => statuses.get(application) ?? [];
  const isReady = (application: ApplicationResource) =>
    application.kind === 'unified' ? allWanted(application, status(application)) : allThere(status(application));

  const reconcile = () => {
    if (!operator.running) return;
    for (const application of applications) {
      // The reconcile of a failed ArksApplication returns before it counts anything.
      if (application.kind === 'unified' && application.phase === 'Failed' && statuses.has(application)) continue;
      statuses.set(
        application,
        application.roles.map(
          application.workload === 'rbg' && application.kind === 'unified' ? firstGroup : everyReplica,
        ),
      );
    }
    for (const endpoint of endpoints) {
      const ready = applications
        .filter(({ namespace, servedModel }) => namespace === endpoint.namespace && servedModel === endpoint.name)
        .filter(isReady);
      routes.set(endpoint, routesOf(endpoint, ready));
    }
  };
  const again = () => {
    reconcile();
    clock.after(RECONCILE_SECONDS, again);
  };
  clock.after(0, again);
  return {
    applications,
    models,
    endpoints,
    operator,
    status,
    routes: (namespace, name) => {
      const endpoint = endpoints.find((one) => one.namespace === namespace && one.name === name);
      return (endpoint === undefined ? undefined : routes.get(endpoint)) ?? [];
    },
    reconcile,
  };
}

/** With RoleBasedGroups each replica is a group, and the operator reads the first only (arksapplication_controller.go:468). */
function firstGroup({ role, ready }: RoleReplicas): RoleStatus {
  const [first] = ready();
  const replicas = first === undefined ? 0 : 1;
  return { role, replicas, ready: first === true ? 1 : 0, updated: replicas };
}

function everyReplica({ role, ready }: RoleReplicas): RoleStatus {
  const replicas = ready();
  return { role, replicas: replicas.length, ready: replicas.filter(Boolean).length, updated: replicas.length };
}

/** So that one with RoleBasedGroups and two replicas or more never is (arksendpoint_controller.go:300). */
function allWanted({ roles }: ApplicationResource, statuses: readonly RoleStatus[]): boolean {
  return roles.every(({ role, wanted }) => wanted() === (of(statuses, role)?.ready ?? 0));
}

/** A router suffices; prefill and decode must be ready to the last of those that were created, not of those wanted. */
function allThere(statuses: readonly RoleStatus[]): boolean {
  const whole = (role: Role) => of(statuses, role)?.ready === of(statuses, role)?.replicas;
  return (of(statuses, 'router')?.ready ?? 0) > 0 && whole('prefill') && whole('decode');
}

function of(statuses: readonly RoleStatus[], role: Role): RoleStatus | undefined {
  return statuses.find((status) => status.role === role);
}

function routesOf({ staticRoutes, defaultWeight }: EndpointResource, ready: readonly ApplicationResource[]) {
  const dynamic = ready
    .filter(({ name }) => !staticRoutes.some(({ application }) => application === name))
    .map(({ name }) => ({ application: name, weight: defaultWeight }));
  return [...staticRoutes, ...dynamic];
}
