import { z } from 'zod';
import type { SurfaceName } from '../../config/surfaces.js';
import { labelSelector, objectMetadata, type PrometheusObject } from '../../objects/prometheus-object.js';

/** An object that something controls, or nothing. */
const owned = objectMetadata.extend({
  ownerReferences: z.array(z.object({ controller: z.boolean().optional() })).default([]),
});

export const namespaceObject = z.object({ metadata: objectMetadata });
/** An object of the operator that we write. */
export const ownObject = z.object({ kind: z.string(), metadata: objectMetadata, spec: z.unknown() });
export const operatorObject = z.object({
  metadata: objectMetadata,
  spec: z.object({
    template: z.object({
      spec: z.object({ containers: z.array(z.object({ args: z.array(z.string()).default([]) })) }),
    }),
  }),
});
export const applicationObject = z.object({
  kind: z.string(),
  metadata: objectMetadata,
  spec: z.object({ runtime: z.string().default('') }).default({ runtime: '' }),
  status: z.object({ phase: z.string().default('') }).default({ phase: '' }),
});
const port = z.object({ name: z.string().optional() });
export const serviceObject = z.object({
  metadata: objectMetadata,
  spec: z.object({ ports: z.array(port).default([]) }),
});
export const podObject = z.object({
  metadata: owned,
  spec: z.object({
    containers: z
      .array(
        z.object({ ports: z.array(z.object({ name: z.string().optional(), containerPort: z.number() })).default([]) }),
      )
      .default([]),
  }),
  status: z.object({ phase: z.string().default('') }).default({ phase: '' }),
});
export const policyObject = z.object({
  metadata: objectMetadata,
  spec: z.object({
    podSelector: labelSelector.transform((one) => one ?? {}),
    policyTypes: z.array(z.string()).default(['Ingress']),
  }),
});

export type OwnObject = z.output<typeof ownObject>;
export type Operator = z.output<typeof operatorObject>;
export type Application = z.output<typeof applicationObject>;
export type Service = z.output<typeof serviceObject>;
export type Pod = z.output<typeof podObject>;
export type Policy = z.output<typeof policyObject>;

/** What an account may not do where our monitors look. */
export interface Denied {
  readonly account: string;
  readonly namespace: string;
  readonly verb: string;
  readonly resource: string;
}

/** What an API server said. What may not be read is undefined. */
export interface KubernetesAnswers {
  readonly context: string;
  readonly prometheuses?: readonly PrometheusObject[];
  readonly namespaces?: readonly z.output<typeof namespaceObject>[];
  /** Operators of Prometheus. */
  readonly operators?: readonly Operator[];
  /** Monitors and rules with our labels. */
  readonly own?: readonly OwnObject[];
  /** Those that the environment writes; nothing where none is named. */
  readonly written?: readonly OwnObject[];
  readonly applications?: readonly Application[];
  readonly services: Readonly<Partial<Record<SurfaceName, readonly Service[]>>>;
  readonly pods: Readonly<Partial<Record<SurfaceName, readonly Pod[]>>>;
  readonly policies?: readonly Policy[];
  readonly denied?: readonly Denied[];
}
