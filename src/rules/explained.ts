import type { AlertName } from './alerts/index.js';

/** Alerts that follow from another one of the same subject, so that they need not be told beside it. */
export interface Explanation {
  readonly by: AlertName;
  /** Labels by which the alert that explains is told from others of its name. */
  readonly when?: Readonly<Record<string, string>>;
  readonly follows: readonly AlertName[];
  /** Labels by which those that follow are told from others of their names. */
  readonly of?: Readonly<Record<string, string>>;
  /**
   * What both are about, beside the cluster: labels with the same value on both. Those that follow must always carry them, since
   * Alertmanager takes two missing labels for equal ones.
   */
  readonly same: readonly string[];
}

const REPLICA = ['namespace', 'application', 'role', 'pod'] as const;
const ROLE = ['namespace', 'application', 'role'] as const;
const APPLICATION = ['namespace', 'application'] as const;
const MODEL = ['namespace', 'model'] as const;
const QUOTA = ['namespace', 'quota_name', 'quota_type'] as const;

/** What users and engines of a role feel when there is too little of it. */
const SLOW = [
  'ArksRuntimeFirstTokenSlow',
  'ArksRuntimeInterTokenSlow',
  'ArksRuntimeRequestSlow',
  'ArksRuntimeRequestsAbandoned',
] as const;
const OVERLOADED = [
  'ArksRuntimeKvCacheSaturated',
  'ArksRuntimePreemptionsHigh',
  'ArksRuntimeQueueBacklog',
  ...SLOW,
] as const;

/**
 * Which alerts explain which. A warning explains no critical alert, nothing explains what explains it, and what a tenant can raise
 * explains nothing outside of his namespace: tests hold all three.
 */
export const EXPLANATIONS: readonly Explanation[] = [
  // The gateway is everybody's: whatever is measured there follows from its failing.
  {
    by: 'ArksGatewayDown',
    follows: [
      'ArksGatewayErrorRatioHigh',
      'ArksGatewayExtProcFailing',
      'ArksGatewayLatencyHigh',
      'ArksGatewayRequestsTooLarge',
    ],
    same: [],
  },
  // A plugin that starts again and again; Envoy being down says nothing of it.
  { by: 'ArksGatewayDown', follows: ['ArksGatewayPluginRestarting'], same: ['namespace'] },
  {
    by: 'ArksGatewayExtProcFailing',
    follows: ['ArksGatewayErrorRatioHigh', 'ArksGatewayLatencyHigh'],
    same: [],
  },
  {
    by: 'ArksGatewayUpstreamUnhealthy',
    follows: ['ArksGatewayAnswersCut', 'ArksEndpointWithoutBackends'],
    same: MODEL,
  },

  // Replicas that are not there, or hang: those that are left have all the work. One alert counts what others name one by one.
  {
    by: 'ArksApplicationReplicasUnavailable',
    follows: ['ArksRuntimeTargetDown', ...OVERLOADED],
    same: ROLE,
  },
  { by: 'ArksApplicationReplicasUnavailable', follows: ['ArksRouterWorkersUnhealthy'], same: APPLICATION },
  { by: 'ArksRuntimeTargetDown', follows: OVERLOADED, same: ROLE },
  { by: 'ArksRuntimeStalled', follows: ['ArksRuntimeTargetDown'], same: REPLICA },
  { by: 'ArksRuntimeStalled', follows: ['ArksRuntimeLoadImbalanced', ...OVERLOADED], same: ROLE },
  { by: 'ArksApplicationFailed', follows: ['ArksApplicationReplicasUnavailable'], same: APPLICATION },

  // One shortage is felt in several places, first of all where requests wait.
  {
    by: 'ArksRuntimeKvCacheSaturated',
    follows: ['ArksRuntimePreemptionsHigh', 'ArksRuntimeQueueBacklog', ...SLOW],
    same: ROLE,
  },
  {
    by: 'ArksRuntimeQueueBacklog',
    follows: ['ArksRuntimeFirstTokenSlow', 'ArksRuntimeRequestSlow', 'ArksRuntimeRequestsAbandoned'],
    same: ROLE,
  },
  {
    by: 'ArksRuntimeFirstTokenSlow',
    follows: ['ArksRuntimeRequestSlow', 'ArksRuntimeRequestsAbandoned'],
    same: ROLE,
  },
  { by: 'ArksRuntimeInterTokenSlow', follows: ['ArksRuntimeRequestSlow'], same: ROLE },
  {
    by: 'ArksDisaggregatedKvTransferFailing',
    follows: ['ArksDisaggregatedRoleSaturated', 'ArksRuntimeErrorsHigh', ...SLOW],
    same: APPLICATION,
  },
  // Both sides count a transfer that fails, and prefill waits for the room that decode has not got.
  {
    by: 'ArksDisaggregatedKvTransferFailing',
    when: { role: 'prefill' },
    follows: ['ArksDisaggregatedKvTransferFailing'],
    of: { role: 'decode' },
    same: APPLICATION,
  },
  {
    by: 'ArksDisaggregatedRoleSaturated',
    when: { role: 'decode' },
    follows: ['ArksDisaggregatedRoleSaturated'],
    of: { role: 'prefill' },
    same: APPLICATION,
  },
  {
    by: 'ArksDisaggregatedRoleSaturated',
    follows: ['ArksRuntimeQueueBacklog', ...SLOW],
    same: APPLICATION,
  },

  // What nobody sees seems not to be there.
  {
    by: 'ArksScrapeRefused',
    follows: ['ArksScrapeBudgetExceeded'],
    same: ['namespace', 'job', 'pod'],
  },
  { by: 'ArksRuntimeScrapeRefused', follows: ['ArksScrapeBudgetExceeded'], same: ['namespace', 'pod'] },
  {
    by: 'ArksScrapeNothingKept',
    follows: ['ArksRuntimeMetricsAbsent'],
    same: ROLE,
  },
  { by: 'ArksRuntimeMetricsAbsent', follows: ['ArksApplicationReplicasUnavailable'], same: ROLE },
  { by: 'ArksRuntimeMetricsAbsent', follows: ['ArksTokenAccountingDrift'], same: ['namespace'] },
  {
    by: 'ArksRulesStale',
    when: { rule_group: 'arks-records-requests' },
    follows: ['ArksRulesStale'],
    of: { rule_group: '' },
    same: [],
  },

  { by: 'ArksOperatorDown', follows: ['ArksOperatorReconcileErrors', 'ArksModelLoadStuck'], same: [] },
  // Of one quota the most urgent.
  { by: 'ArksQuotaExhausted', follows: ['ArksQuotaRunwayShort', 'ArksQuotaNearlyExhausted'], same: QUOTA },
  { by: 'ArksQuotaRunwayShort', follows: ['ArksQuotaNearlyExhausted'], same: QUOTA },
];
