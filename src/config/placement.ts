import { z } from 'zod';
import { affinity } from './affinity.js';
import { dnsSubdomain, labelValue, qualifiedName } from './kubernetes-names.js';
import { HIGHEST_ID, podSecurity } from './pod-security.js';
import { whenValid } from './when-valid.js';
import { freeText } from './yaml-text.js';

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

/** Arguments that this program sets, and those by which kube-state-metrics would become another exporter. */
const OWN_ARGUMENTS = [
  ...['custom-resource-state-only', 'custom-resource-state-config', 'custom-resource-state-config-file', 'port'],
  // With these it prints something and ends.
  ...['help', 'version'],
  // With these Prometheus gets no answer, or none that it may read; or it asks another cluster than the one it is in.
  ...['host', 'tls-config', 'auth-filter', 'kubeconfig', 'apiserver'],
  // With these some metrics or objects are missing, and alerts about them silent.
  ...['metric-allowlist', 'metric-denylist', 'metric-opt-in-list', 'node', 'object-limit', 'pod-namespace'],
  ...['telemetry-port', 'namespaces', 'namespaces-denylist', 'resources', 'config', 'shard', 'total-shards', 'pod'],
];

const argument = freeText
  .regex(/^--[a-z][a-z0-9-]*(=.*)?$/, 'must be an argument such as --kube-api-qps=20')
  // Kubernetes puts the value of a variable of the container there.
  .refine((text) => !text.includes('$('), 'must not hold $(, after which Kubernetes takes a name for a variable')
  .refine(
    (text) => !OWN_ARGUMENTS.includes(text.replace(/^--/, '').split('=', 1)[0] ?? ''),
    `must not set ${OWN_ARGUMENTS.map((name) => `--${name}`).join(', ')}, which this program decides`,
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
  extraArgs: z.array(argument).default([]).describe('Further arguments of kube-state-metrics.'),
};
