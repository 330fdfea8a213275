import { z } from 'zod';
import { duration, durationSeconds } from '../lib/duration.js';
import { NOT_BY_GOOGLE, UNREAD_BY_GOOGLE } from './google-collection.js';

/** Who reads the monitors. */
export const SCRAPE_TARGETS = ['operator', 'azure', 'gke'] as const;

/** Who scrapes. */
export const scrapeTarget = z
  .enum(SCRAPE_TARGETS)
  .default('operator')
  .describe(
    'Who reads the monitors: operator, the Prometheus Operator or that of VictoriaMetrics; azure, the metrics add-on of Azure Monitor; ' +
      'gke, the managed collection of Google Cloud.',
  );

/** What the add-on of Azure takes of a sample; its templates name these limits (prometheus-metrics-scrape-crd.md). */
const MOST_IN_AZURE = { labelLimit: 63, labelNameLengthLimit: 511, labelValueLengthLimit: 1_023 } as const;
/** Bounds of `interval` of a rule group of Azure (PrometheusRuleGroups.json, 2023-03-01). */
const SHORTEST_IN_AZURE = '1m';
/** Of the 10 labels that a rule may have there, alerts of objectives have up to 8 of their own. */
const MOST_OF_OTHERS = 2;
/** The label that the services write themselves. */
const OWN_CLUSTER_LABEL = 'cluster';

const target = <Section extends string>(section: Section, value: string) =>
  z.looseObject({ [section]: z.looseObject({ target: z.literal(value) }) });
const ofAzure = { scrape: target('scrape', 'azure'), rules: target('rules', 'azure') };
const ofGoogle = target('rules', 'gke');
const byGoogle = target('scrape', 'gke');

type Path = readonly string[];

/** What must not be set, or must be something else, where a service is chosen: read at a path, and why. */
interface Clash {
  readonly where: z.ZodType;
  readonly path: Path;
  readonly wrong: z.ZodType;
  readonly message: string;
}

const SET = z.unknown().refine((value) => value !== undefined);
const above = (most: number) => z.number().gt(most);
const shorter = duration.refine((value) => durationSeconds(value) < durationSeconds(SHORTEST_IN_AZURE));
const anotherLabel = z.string().refine((label) => label !== OWN_CLUSTER_LABEL);

const CLASHES: readonly Clash[] = [
  {
    where: ofAzure.scrape,
    path: ['rules', 'target'],
    wrong: z.string().refine((value) => value !== 'azure'),
    message: 'must be azure where scrape.target is azure, since nothing else reads what the add-on stores',
  },
  {
    where: ofAzure.scrape,
    path: ['surfaces', 'customResources', 'enabled'],
    wrong: z.literal(true),
    message:
      'must be false where scrape.target is azure: these metrics are stored under other names than they are shown, and Azure Monitor ' +
      'renames none; a Prometheus of your own can scrape them, with rules.target azure alone (docs/azure.md)',
  },
  ...['scrapeClass', 'tls'].map(
    (setting): Clash => ({
      where: ofAzure.scrape,
      path: ['surfaces', 'operator', setting],
      wrong: SET,
      message:
        'must not be set where scrape.target is azure, whose add-on reads neither scrape classes nor authorities of ours',
    }),
  ),
  {
    where: ofAzure.scrape,
    path: ['scrape', 'scrapeClass'],
    wrong: SET,
    message: 'must not be set where scrape.target is azure, whose add-on reads no scrape classes',
  },
  {
    where: ofAzure.scrape,
    path: ['monitoring', 'operatorVersion'],
    wrong: SET,
    message: 'must not be set where scrape.target is azure, since nothing is written for the Prometheus Operator',
  },
  ...Object.entries(MOST_IN_AZURE).map(
    ([setting, most]): Clash => ({
      where: ofAzure.scrape,
      path: ['scrape', setting],
      wrong: above(most),
      message: `must be at most ${most} where scrape.target is azure, which drops what is above`,
    }),
  ),
  ...['interval', 'detailInterval'].map(
    (setting): Clash => ({
      where: ofAzure.rules,
      path: ['rules', setting],
      wrong: shorter,
      message: `must be at least ${SHORTEST_IN_AZURE} where rules.target is azure`,
    }),
  ),
  {
    where: ofAzure.rules,
    path: ['alerts', 'labels'],
    wrong: z.record(z.string(), z.unknown()).refine((labels) => Object.keys(labels).length > MOST_OF_OTHERS),
    message: `must be at most ${MOST_OF_OTHERS} where rules.target is azure, whose rules have 10 labels at most`,
  },
  {
    where: ofAzure.rules,
    path: ['alertmanager'],
    wrong: z.looseObject({}),
    message: 'must not be set where rules.target is azure, whose alerts go to action groups and to no Alertmanager',
  },
  {
    where: target('rules', 'aws'),
    path: ['alertmanager', 'delivery'],
    wrong: z.literal('alertmanagerConfig'),
    message:
      'must be configMap where rules.target is aws, whose alerts go to no Alertmanager of the Prometheus Operator',
  },
  {
    where: byGoogle,
    path: ['rules', 'target'],
    wrong: z.string().refine((value) => value !== 'gke'),
    message: 'must be gke where scrape.target is gke, since nothing else reads what its collector stores',
  },
  ...NOT_BY_GOOGLE.map(
    ([surface, why]): Clash => ({
      where: byGoogle,
      path: ['surfaces', surface, 'enabled'],
      wrong: z.literal(true),
      message: `must be false where scrape.target is gke: ${why}`,
    }),
  ),
  ...UNREAD_BY_GOOGLE.map(
    ([path, why]): Clash => ({
      where: byGoogle,
      path: [...path],
      wrong: SET,
      message: `must not be set where scrape.target is gke, ${why}`,
    }),
  ),
  ...[
    { path: ['scrape', 'monitors'] as const, wrong: 'perNamespace', must: 'together' },
    { path: ['prometheus', 'enforcedNamespaceLabel'] as const, wrong: 'monitors', must: 'none' },
  ].map(
    ({ path, wrong, must }): Clash => ({
      where: byGoogle,
      path,
      wrong: z.literal(wrong),
      message: `must be ${must} where scrape.target is gke, whose monitors stand beside their targets whatever is said here`,
    }),
  ),
  ...[ofAzure.scrape, ofGoogle].map(
    (where): Clash => ({
      where,
      path: ['cluster', 'label'],
      wrong: anotherLabel,
      message: `must be ${OWN_CLUSTER_LABEL}, the label that the service writes on every series`,
    }),
  ),
  {
    where: ofGoogle,
    path: ['cluster', 'name'],
    wrong: SET,
    message:
      'must not be set where rules.target is gke: its rules see only series with the name that Google Cloud has for the cluster, which its Prometheus writes',
  },
  ...['namespace', 'selectorLabels'].map(
    (setting): Clash => ({
      where: ofGoogle,
      path: ['rules', setting],
      wrong: SET,
      message: 'must not be set where rules.target is gke: ClusterRules belong to no namespace, and all are read',
    }),
  ),
];

/** Reports settings that a managed Prometheus cannot serve. */
export function checkManaged(settings: unknown, context: z.RefinementCtx): void {
  for (const { where, path, wrong, message } of CLASHES) {
    if (!where.safeParse(settings).success || !wrong.safeParse(valueAt(settings, path)).success) continue;
    context.addIssue({ code: 'custom', path: [...path], message });
  }
}

function valueAt(settings: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, key) => Reflect.get(Object(value), key), settings);
}
