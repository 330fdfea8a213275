import { z } from 'zod';
import { affinity } from './affinity.js';
import { dnsSubdomain, labelValue, qualifiedName } from './kubernetes-names.js';
import { HIGHEST_ID, podSecurity } from './pod-security.js';
import { stateMetricsArguments } from './state-metrics-arguments.js';
import { whenValid } from './when-valid.js';

const OPERATORS = ['Equal', 'Exists'] as const;
const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'] as const;

const toleration = z
  .strictObject({
    key: qualifiedName.optional().describe('Key of the taint; without it, every key.'),
    operator: z.enum(OPERATORS).default('Equal').describe('Whether the value of the taint must match.'),
    value: labelValue.optional().describe('Value of the taint; only with operator Equal.'),
    effect: z.enum(EFFECTS).optional().describe('Effect of the taint; without it, every effect.'),
    tolerationSeconds: z
      .int('must be a whole number')
      .nonnegative('must not be below 0')
      .optional()
      .describe('How long a taint with effect NoExecute is tolerated; without it, forever.'),
  })
  // What an API server refuses (pkg/apis/core/validation/validation.go of Kubernetes, ValidateTolerations).
  .superRefine(
    ({ key, operator, value, effect, tolerationSeconds }, context) => {
      const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
      if (key === undefined && operator !== 'Exists') issue('operator', 'must be Exists where no key is named');
      if (operator === 'Exists' && value !== undefined) issue('value', 'must not be given with operator Exists');
      if (tolerationSeconds !== undefined && effect !== 'NoExecute') {
        issue('tolerationSeconds', 'must only be given with effect NoExecute');
      }
    },
    whenValid(z.looseObject({ operator: z.enum(OPERATORS) })),
  );

const NO_USER = `must be a user above 0 and at most ${HIGHEST_ID}, or assigned where the platform gives one`;

/** Where a workload of ours may run and as what; in the words of Kubernetes. */
export const placement = {
  nodeSelector: z.record(qualifiedName, labelValue).default({}).describe('Labels of the nodes that it may run on.'),
  tolerations: z.array(toleration).default([]).describe('Taints of nodes that its pod tolerates.'),
  affinity: affinity.optional().describe('Affinity of its pod, as Kubernetes spells it.'),
  priorityClassName: dnsSubdomain.optional().describe('Priority class of its pod.'),
  imagePullSecrets: z
    .array(dnsSubdomain)
    .default([])
    .describe('Secrets in monitoring.namespace with the credentials for pulling the image.'),
  runAsUser: z
    .union([z.int().positive(NO_USER).max(HIGHEST_ID, NO_USER), z.literal('assigned')], { error: NO_USER })
    .default(65_534)
    .describe('User and group of the container; assigned leaves both to the platform, as OpenShift requires.'),
  securityContext: podSecurity,
  extraArgs: stateMetricsArguments,
};
