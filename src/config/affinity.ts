import { z } from 'zod';
import { dnsLabel, labelsOfOthers, qualifiedName } from './kubernetes-names.js';
import { whenValid } from './when-valid.js';
import { allWritable } from './yaml-text.js';

/** Fields and words of v1.Affinity of Kubernetes 1.34; what is a label elsewhere is one here. */
const SET_OPERATORS = ['In', 'NotIn', 'Exists', 'DoesNotExist'] as const;
const HIGHEST_WEIGHT = 100;
const WEIGHT = `must be a whole number from 1 to ${HIGHEST_WEIGHT}`;

/** An object of fields; any other is told with those that there are. */
const fields = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code }) =>
      code === 'unrecognized_keys'
        ? `must not be set, since Kubernetes has only ${Object.keys(shape).join(', ')} there`
        : undefined,
  });

const expression = <Operator extends string>(operators: readonly [Operator, ...Operator[]]) =>
  fields({ key: qualifiedName, operator: z.enum(operators), values: z.array(z.string()).optional() });
const nodeExpressions = z.array(expression([...SET_OPERATORS, 'Gt', 'Lt'])).optional();
const labelSelector = fields({
  matchLabels: labelsOfOthers.optional(),
  matchExpressions: z.array(expression(SET_OPERATORS)).optional(),
}).optional();
const weight = z.int(WEIGHT).min(1, WEIGHT).max(HIGHEST_WEIGHT, WEIGHT);

const nodeTerm = fields({ matchExpressions: nodeExpressions, matchFields: nodeExpressions });
const podTerm = fields({
  topologyKey: qualifiedName,
  labelSelector,
  namespaceSelector: labelSelector,
  namespaces: z.array(dnsLabel).optional(),
  matchLabelKeys: z.array(qualifiedName).optional(),
  mismatchLabelKeys: z.array(qualifiedName).optional(),
});

const ofPods = fields({
  requiredDuringSchedulingIgnoredDuringExecution: z.array(podTerm).optional(),
  preferredDuringSchedulingIgnoredDuringExecution: z.array(fields({ weight, podAffinityTerm: podTerm })).optional(),
});
const known = fields({
  nodeAffinity: fields({
    requiredDuringSchedulingIgnoredDuringExecution: fields({
      nodeSelectorTerms: z.array(nodeTerm).min(1, 'must name at least one term'),
    }).optional(),
    preferredDuringSchedulingIgnoredDuringExecution: z.array(fields({ weight, preference: nodeTerm })).optional(),
  }).optional(),
  podAffinity: ofPods.optional(),
  podAntiAffinity: ofPods.optional(),
});

/** Affinity of a pod, as Kubernetes spells it: an API server would refuse what is not so. To editors it is open. */
export const affinity = z
  .partialRecord(z.enum(['nodeAffinity', 'podAffinity', 'podAntiAffinity']), z.record(z.string(), z.unknown()))
  .refine(allWritable[0], { error: allWritable[1], ...whenValid(z.unknown()) })
  .superRefine(
    (value, context) => {
      for (const issue of known.safeParse(value).error?.issues ?? []) {
        // That there are three, each a mapping, is said already.
        if (issue.path.length < 2 && (issue.path.length === 0 || issue.code === 'invalid_type')) continue;
        if (issue.code !== 'unrecognized_keys') context.addIssue({ ...issue });
        else {
          for (const key of issue.keys)
            context.addIssue({ code: 'custom', path: [...issue.path, key], message: issue.message });
        }
      }
    },
    whenValid(z.looseObject({})),
  );
