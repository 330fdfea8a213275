import { z } from 'zod';
import { positive } from './whole-numbers.js';

/** How large an installation is expected to be: what the prediction of series multiplies labels by. */
export interface Sizing {
  /** Longest context a served model accepts, in tokens; vLLM's token histograms grow with it. */
  readonly maxModelLength: number;
  /** Data-parallel engines behind one vLLM API server. */
  readonly enginesPerReplica: number;
  /** SGLang scheduler ranks that report; 1 unless --enable-metrics-for-all-schedulers is set. */
  readonly ranksPerReplica: number;
  /** Prefill and decode workers behind one router. */
  readonly workersPerRouter: number;
  /** Tenants' tokens (ArksToken objects) in use at the gateway. */
  readonly users: number;
  /** Models that one user calls. */
  readonly modelsPerUser: number;
  /** Users that run into a rate limit. */
  readonly limitedUsers: number;
  /** Different response codes that one user sees per model. */
  readonly statusesPerUser: number;
  /** ArksEndpoints, each an upstream cluster of Envoy. */
  readonly endpoints: number;
  /** ArksApplications and ArksDisaggregatedApplications together; models and quotas are counted alike. */
  readonly applications: number;
}

/** How large an installation is. */
export const sizing = z
  .strictObject({
    maxModelLength: positive.default(131_072).describe('Longest context of a served model, in tokens.'),
    enginesPerReplica: positive.default(1).describe('Data-parallel engines behind one vLLM server.'),
    ranksPerReplica: positive
      .default(1)
      .describe('SGLang ranks that report; above 1 with --enable-metrics-for-all-schedulers.'),
    workersPerRouter: positive.default(8).describe('Prefill and decode workers behind one router.'),
    users: positive.default(50).describe('ArksTokens in use at the gateway.'),
    modelsPerUser: positive.default(2).describe('Models that one user calls.'),
    limitedUsers: positive.default(10).describe('Users that hit a rate limit.'),
    statusesPerUser: positive.default(3).describe('Response codes that one user sees for a model.'),
    endpoints: positive.default(20).describe('ArksEndpoints.'),
    applications: positive.default(20).describe('Number of applications, of models and of quotas.'),
  } satisfies Record<keyof Sizing, z.ZodType>)
  .prefault({})
  .describe('The size of the installation, from which the number of series is predicted.');
