export type ApplicationPhase = 'Pending' | 'Checking' | 'Loading' | 'Creating' | 'Running' | 'Failed';
export type ModelPhase = 'StorageCreating' | 'ModelLoading' | 'Ready' | 'Failed';
export type Role = 'unified' | 'router' | 'prefill' | 'decode';

/** The replicas of one role: what the specification asks for, and which of those there are serve. */
export interface RoleReplicas {
  readonly role: Role;
  readonly wanted: () => number;
  /** True for a replica that is ready; oldest first. */
  readonly ready: () => readonly boolean[];
}

/** An ArksApplication, with the one role unified, or an ArksDisaggregatedApplication. */
export interface ApplicationResource {
  readonly kind: 'unified' | 'disaggregated';
  readonly namespace: string;
  readonly name: string;
  /** Name of the ArksModel. */
  readonly arksModel: string;
  /** The model that clients ask for. */
  readonly servedModel: string;
  readonly runtime: 'vllm' | 'sglang' | 'dynamo';
  /** What runs the pods: RoleBasedGroups, the default, or LeaderWorkerSets of an older install. */
  readonly workload: 'rbg' | 'lws';
  readonly roles: readonly RoleReplicas[];
  phase: ApplicationPhase;
}

export interface ModelResource {
  readonly namespace: string;
  readonly name: string;
  /** Unix seconds. */
  readonly createdAtSeconds: number;
  phase: ModelPhase;
}

export interface EndpointResource {
  readonly namespace: string;
  /** The model that clients ask for. */
  readonly name: string;
  readonly defaultWeight: number;
  /** Applications that are a backend whether they are ready or not. */
  readonly staticRoutes: readonly { readonly application: string; readonly weight: number }[];
}

/** What an application's status says of a role. */
export interface RoleStatus {
  readonly role: Role;
  readonly replicas: number;
  readonly ready: number;
  readonly updated: number;
}

/** A backend of an ArksEndpoint. */
export interface RouteStatus {
  readonly application: string;
  readonly weight: number;
}

export interface Condition {
  readonly type: string;
  readonly reason: string;
  readonly met: boolean;
}

const precheck: Condition = { type: 'Precheck', reason: 'PrecheckPass', met: true };
const loaded: Condition = { type: 'Loaded', reason: 'ModelLoadSucceeded', met: true };
const storage: Condition = { type: 'StorageCreated', reason: 'Running', met: true };
const modelLoaded: Condition = { type: 'ModelLoaded', reason: 'ModelLoadSucceeded', met: true };
const running: Condition = { type: 'Ready', reason: 'Running', met: true };

/** Conditions come one after the other; running means that the objects were created, not that pods are ready. */
export const APPLICATION_CONDITIONS: Readonly<Record<ApplicationPhase, readonly Condition[]>> = {
  Pending: [],
  Checking: [],
  Loading: [precheck],
  Creating: [precheck, loaded],
  Running: [precheck, loaded, running],
  Failed: [precheck, loaded, { ...running, reason: 'UnderlayCreatedFailed', met: false }],
};

export const MODEL_CONDITIONS: Readonly<Record<ModelPhase, readonly Condition[]>> = {
  StorageCreating: [],
  ModelLoading: [storage],
  Ready: [storage, modelLoaded, running],
  Failed: [storage, { ...modelLoaded, reason: 'ModelLoadFailed', met: false }],
};
