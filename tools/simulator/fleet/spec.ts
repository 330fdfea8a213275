import type { DynamoGeneration } from '../exporters/dynamo.js';
import type { RouterGeneration } from '../exporters/router.js';
import type { NameEscaping } from '../exposition/escaped-names.js';
import type { ArksQuota, ArksToken } from '../model/access.js';
import type { Chunking } from '../model/answer-chunks.js';
import type { KvLink } from '../model/application/handover.js';
import type { Balance } from '../model/application/unified.js';
import type { EngineSettings } from '../model/engine/settings.js';
import type { Workload } from '../model/tenants.js';

/** An engine as an image and its arguments make it. */
export type EngineSpec =
  | { readonly runtime: 'vllm'; readonly generation: 'v0' | 'v1' | 'v1-0.12'; readonly engines?: number }
  | {
      readonly runtime: 'sglang';
      readonly generation: 'g0' | 'g1' | 'g2' | 'g3' | 'g4' | 'g5' | 'g6';
      readonly engines?: number;
      /** Tensor-parallel ranks that report. */
      readonly ranks?: number;
      /** How its client escapes the names of metrics; not at all unless said. */
      readonly escaping?: NameEscaping;
    }
  /** A frontend, which is what is scraped, and engines behind it. */
  | { readonly runtime: 'dynamo'; readonly generation: DynamoGeneration; readonly engines?: number }
  /** What Arks does not start: pods of the tenant's own, behind an ArksEndpoint that names their Service. */
  | { readonly runtime: 'tensorrt-llm'; readonly generation: 'g0' | 'g1' | 'g2'; readonly engines?: number };

/** Latency buckets of an engine that was told which to have: --custom-histogram-buckets of vLLM, --bucket-... of SGLang. */
export type OwnBuckets = Readonly<Record<string, readonly number[]>>;

interface Application {
  readonly namespace: string;
  readonly name: string;
  /** The model that clients ask for, so the name of the ArksEndpoint, too. */
  readonly model: string;
  readonly engine: EngineSpec;
  readonly settings?: Partial<EngineSettings>;
  /** By the engine's own name of the histogram; the grids of its generation unless said. */
  readonly ownBuckets?: OwnBuckets;
  /** How long the model takes to load; two minutes unless said. */
  readonly startSeconds?: number;
}

export interface UnifiedSpec extends Application {
  readonly replicas: number;
  readonly balance?: Balance;
}

export interface DisaggregatedSpec extends Application {
  readonly prefill: number;
  readonly decode: number;
  readonly router: RouterGeneration;
  readonly link?: Partial<KvLink>;
}

/** An ArksModel. Every model that an application serves has one, unless it is listed here. */
export interface ModelSpec {
  readonly namespace: string;
  readonly name: string;
  readonly phase: 'StorageCreating' | 'ModelLoading' | 'Ready' | 'Failed';
}

/** A whole Arks install and its clients. */
export interface FleetSpec {
  readonly seed: number;
  readonly unified: readonly UnifiedSpec[];
  readonly disaggregated: readonly DisaggregatedSpec[];
  readonly models?: readonly ModelSpec[];
  readonly tokens: readonly ArksToken[];
  readonly quotas?: readonly ArksQuota[];
  /** What each user sends; named by user and model. */
  readonly workloads: readonly Workload[];
  /** Replicas of the gateway; one of each unless said. */
  readonly plugins?: number;
  readonly envoys?: number;
  readonly chunking?: Chunking;
  /** ArksEndpoints whose backends are those that the operator finds, instead of the applications that serve them. */
  readonly dynamicRoutes?: readonly string[];
}
