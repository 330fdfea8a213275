import { z } from 'zod';
import { formed } from './formed-text.js';
import { whenValid } from './when-valid.js';

/** As a data source of Grafana may be called by its uid; it stands in addresses as it is. */
export const datasourceUid = formed(
  /^[A-Za-z0-9_-]{1,40}$/,
  'must be the uid of a data source: at most 40 letters, digits, "-" and "_"',
);

const lokiLabel = formed(
  /^[a-zA-Z_][a-zA-Z0-9_]{0,99}$/,
  'must be a label name of Loki: at most 100 letters, digits and "_", not starting with a digit',
);

/** What TraceQL reads without quotes (Tempo, docs of TraceQL); every attribute of OpenTelemetry is spelt so. */
const resourceAttribute = formed(
  /^[a-zA-Z_][a-zA-Z0-9_.]{0,99}$/,
  'must be the name of an attribute: at most 100 letters, digits, "_" and ".", not starting with a digit or "."',
);

/** Reports labels of which two are one: a link would ask for a namespace and a pod that are called the same. */
const areApart = (names: Readonly<Record<string, unknown>>, context: z.RefinementCtx) => {
  const said = Object.entries(names).filter(([, name]) => typeof name === 'string');
  for (const [index, [key, name]] of said.entries()) {
    const first = said.slice(0, index).find(([, other]) => other === name)?.[0];
    if (first === undefined) continue;
    context.addIssue({ code: 'custom', path: [key], message: `must not be that of ${first}, which is something else` });
  }
  for (const [key, other] of [
    ['namespace', 'pod'],
    ['pod', 'namespace'],
  ] as const) {
    const name = names[key];
    if (typeof name !== 'string' || !MEANS[other].test(name) || MEANS[key].test(name)) continue;
    context.addIssue({
      code: 'custom',
      path: [key],
      message: `must be that of the ${key}, and by its name is that of the ${other}`,
    });
  }
};
/** What a name says that it is of, in the words of Kubernetes and of OpenTelemetry. */
const MEANS = { namespace: /(^|[._])(namespace|ns)([._]|$)/, pod: /(^|[._])pod([._]|$)/ } as const;
const EACH = whenValid(z.looseObject({}));

/** The logs of our pods in Loki. Nothing is linked without it. */
export const logs = z
  .strictObject({
    type: z.literal('loki').default('loki').describe('Type of the data source.'),
    uid: datasourceUid.describe('Uid of the data source in Grafana.'),
    // Promtail's chart, Alloy's examples and the chart k8s-monitoring all say namespace and pod.
    labels: z
      .strictObject({
        namespace: lokiLabel
          .default('namespace')
          .describe('Index label with the namespace; k8s_namespace_name if Loki receives logs from OpenTelemetry.'),
        pod: lokiLabel
          .default('pod')
          .describe(
            'Label or structured metadata with the pod; k8s_pod_name if Loki receives logs from OpenTelemetry.',
          ),
        cluster: lokiLabel
          .optional()
          .describe('Index label with the cluster, if one Loki stores the logs of several; requires cluster.name.'),
      })
      .superRefine(areApart, EACH)
      .prefault({})
      .describe('What Loki calls the namespace and the pod of a log line.'),
  })
  .optional();

/** The traces of requests in Tempo. Nothing is linked without it. */
export const traces = z
  .strictObject({
    type: z.literal('tempo').default('tempo').describe('Type of the data source.'),
    uid: datasourceUid.describe('Uid of the data source in Grafana.'),
    // Semantic conventions of OpenTelemetry, which the k8sattributes processor of its collector follows.
    attributes: z
      .strictObject({
        namespace: resourceAttribute.default('k8s.namespace.name').describe('Resource attribute with the namespace.'),
        pod: resourceAttribute.default('k8s.pod.name').describe('Resource attribute with the pod.'),
        cluster: resourceAttribute
          .optional()
          .describe(
            'Resource attribute with the cluster, if one Tempo stores the traces of several; requires cluster.name.',
          ),
      })
      .superRefine(areApart, EACH)
      .prefault({})
      .describe('What traces call the namespace and the pod that a span comes from.'),
  })
  .optional();

export type Logs = NonNullable<z.output<typeof logs>>;
export type Traces = NonNullable<z.output<typeof traces>>;

const named = z.object({ cluster: z.object({ name: z.string() }) });
const byCluster = [
  {
    path: ['grafana', 'logs', 'labels', 'cluster'],
    read: z.object({ grafana: z.object({ logs: z.object({ labels: z.object({ cluster: z.string() }) }) }) }),
  },
  {
    path: ['grafana', 'traces', 'attributes', 'cluster'],
    read: z.object({ grafana: z.object({ traces: z.object({ attributes: z.object({ cluster: z.string() }) }) }) }),
  },
];

/** A link that asks for a cluster must know which, and no language of queries reads a backslash as one. */
export function checkLogsAndTraces(settings: unknown, context: z.RefinementCtx): void {
  const name = named.safeParse(settings).data?.cluster.name;
  const message =
    name === undefined
      ? 'must not be set without cluster.name, by which links would find the cluster'
      : 'must not be set where cluster.name holds a backslash, which links cannot ask for';
  if (name !== undefined && !name.includes('\\')) return;
  for (const { path, read } of byCluster) {
    if (read.safeParse(settings).success) context.addIssue({ code: 'custom', path, message });
  }
}
