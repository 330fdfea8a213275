import { z } from 'zod';
import { distinct } from './distinct.js';
import { authorization, basicAuth, tlsConfig } from './endpoint-access.js';
import { sanitizedLabel } from './kubernetes-names.js';
import { relabelings } from './relabelings.js';
import { seriesLabel } from './series-labels.js';
import { SURFACES, type SurfaceName } from './surfaces.js';
import { url } from './url.js';
import { whenValid } from './when-valid.js';

/** Formats of a page, the spelling of the Prometheus Operator. */
const PROTOCOLS = [
  'PrometheusProto',
  'OpenMetricsText0.0.1',
  'OpenMetricsText1.0.0',
  'PrometheusText0.0.4',
  'PrometheusText1.0.0',
] as const;

/** What says who asks or whom. */
const ACCESS = ['scheme', 'tlsConfig', 'authorization', 'basicAuth'] as const;
/** Surfaces of which that is known, and why. */
const HAVE_THEIR_OWN: Readonly<Partial<Record<SurfaceName, string>>> = {
  operator: 'whose own settings are surfaces.operator.tls and tokenSecret',
  customResources: 'whose kube-state-metrics is written by this program and answers plain HTTP',
};

const keysOfLabels = z.array(z.unknown());
const labelNames = z.array(seriesLabel).default([]);
/** What is written for a label, by its name or with what else is to have it. */
const namedLabel = z.union([z.string(), z.looseObject({ name: z.string() }).transform(({ name }) => name)]);
/** What discovery knows of the node of a pod only where it is asked to. */
const OF_NODE = '__meta_kubernetes_node_';
const readingLabels = z.object({ sourceLabels: z.array(z.unknown()) });

const endpoint = z
  .strictObject({
    surfaces: z
      .array(z.enum(SURFACES))
      .min(1, 'must name at least one surface')
      .describe('The surfaces whose monitors say this.'),
    scheme: z.enum(['http', 'https']).optional().describe('By which scheme targets are asked; http by default.'),
    tlsConfig: tlsConfig
      .optional()
      .describe('How certificates are verified, and which one is shown; only with scheme https.'),
    authorization: authorization
      .optional()
      .describe('What targets are told of who asks. Every target of these surfaces reads it.'),
    basicAuth: basicAuth
      .optional()
      .describe('User and password that targets are told. Every target of these surfaces reads them.'),
    proxyUrl: url
      .refine(
        (text) => !text.includes('$'),
        'must not contain $, after which the config reloader may look for a variable',
      )
      .optional()
      .describe('Proxy through which targets are asked, without a user or a password.'),
    scrapeProtocols: z
      .array(z.enum(PROTOCOLS))
      .min(1, 'must name at least one format')
      .refine(...distinct('must name each format once'))
      .optional()
      .describe('Formats of a page that Prometheus asks for, the best first.'),
    fallbackScrapeProtocol: z
      .enum(PROTOCOLS)
      .optional()
      .describe('Format of a page whose content type says none, which Prometheus 3 otherwise refuses.'),
    podTargetLabels: labelNames.describe(
      'Labels of pods that become labels of their series. Records, and what reads them, have those with inRecords alone.',
    ),
    targetLabels: labelNames.describe(
      'Labels of Services that become labels of the series; only of surfaces that are found through Services.',
    ),
    relabelings: relabelings.describe(
      'Further rules for targets, after our own. They must leave alone the labels by which queries know a series.',
    ),
    metricRelabelings: relabelings.describe(
      'Further rules for series, after our own. They must leave alone the labels by which queries know a series.',
    ),
    attachMetadata: z
      .strictObject({
        node: z.boolean().default(false).describe('Whether relabelings can read labels of the node of a pod.'),
      })
      .optional()
      .describe('What discovery adds to a target; for node Prometheus must be allowed to list nodes.'),
  })
  .refine(({ scheme, tlsConfig: tls }) => tls === undefined || scheme === 'https', {
    error: 'must not be set without scheme: https',
    path: ['tlsConfig'],
    ...whenValid(z.object({ scheme: z.unknown().optional(), tlsConfig: z.unknown().optional() })),
  })
  .refine(({ authorization, basicAuth }) => authorization === undefined || basicAuth === undefined, {
    error: 'must not be set together with authorization, since a request has one of them',
    path: ['basicAuth'],
    ...whenValid(z.object({ authorization: z.unknown().optional(), basicAuth: z.unknown().optional() })),
  })
  .superRefine(
    (settings, context) => {
      const lists = [
        { list: 'podTargetLabels', labels: settings.podTargetLabels },
        { list: 'targetLabels', labels: settings.targetLabels },
      ] as const;
      const taken = new Map<string, string>();
      for (const { list, labels } of lists) {
        for (const [index, label] of (keysOfLabels.safeParse(labels).data ?? []).entries()) {
          const { data: key } = namedLabel.safeParse(label);
          if (key === undefined) continue;
          const [name, here] = [sanitizedLabel(key), `${list}[${index}]`];
          const first = taken.get(name);
          taken.set(name, first ?? here);
          if (first === undefined) continue;
          const message = `must become a label of its own, and becomes ${name}, as ${first} does`;
          context.addIssue({ code: 'custom', path: [list, index], message });
        }
      }
    },
    whenValid(z.looseObject({})),
  )
  .superRefine(
    ({ relabelings: rules, attachMetadata }, context) => {
      if (attachMetadata?.node === true) return;
      for (const [index, rule] of (keysOfLabels.safeParse(rules).data ?? []).entries()) {
        for (const [position, label] of (readingLabels.safeParse(rule).data?.sourceLabels ?? []).entries()) {
          if (typeof label !== 'string' || !label.startsWith(OF_NODE)) continue;
          const message = `must not be ${label} without attachMetadata: { node: true }, since no target has it`;
          context.addIssue({ code: 'custom', path: ['relabelings', index, 'sourceLabels', position], message });
        }
      }
    },
    whenValid(z.looseObject({ attachMetadata: z.looseObject({ node: z.boolean().optional() }).optional() })),
  )
  .superRefine(
    (settings, context) => {
      for (const surface of SURFACES.filter((name) => settings.surfaces.includes(name))) {
        const reason = HAVE_THEIR_OWN[surface];
        if (reason === undefined) continue;
        for (const name of ACCESS) {
          if (settings[name] === undefined) continue;
          const message = `must not be set for the surface ${surface}, ${reason}`;
          context.addIssue({ code: 'custom', path: [name], message });
        }
      }
    },
    whenValid(z.looseObject({ surfaces: z.array(z.unknown()) })),
  );

const namingSurfaces = z.object({ surfaces: z.array(z.unknown()) });

export type PassedEndpoint = z.output<typeof endpoint>;

/** What is passed on to monitors, an entry for surfaces that have it in common. */
export const endpoints = z
  .array(endpoint)
  .default([])
  .superRefine(
    (all, context) => {
      const taken = new Set<unknown>();
      for (const [entry, one] of all.entries()) {
        for (const [index, surface] of (namingSurfaces.safeParse(one).data?.surfaces ?? []).entries()) {
          if (taken.has(surface)) {
            const message = 'must not be named twice in scrape.endpoints';
            context.addIssue({ code: 'custom', path: [entry, 'surfaces', index], message });
          }
          taken.add(surface);
        }
      }
    },
    whenValid(z.array(z.unknown())),
  )
  .describe(
    'How targets are asked where not plainly, and what their series get: an entry for surfaces that have it in common.',
  );
