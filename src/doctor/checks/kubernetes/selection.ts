import { z } from 'zod';
import type { LabelSelector } from '../../../objects/selection.js';
import { matches } from '../../../objects/selection.js';
import type { Plan } from '../../../plan/plan.js';
import { surfaces } from '../../../scraping/surfaces/index.js';
import { type Check, check, type FindingOf } from '../../check.js';
import type { Topic } from '../../finding.js';
import type { KubernetesAnswers, OwnObject, Prometheus } from '../../kubernetes/answers.js';
import { namesText } from '../../words.js';

const PAGE = 'docs/runbooks/troubleshooting-metrics-missing.md';
/** Which fields of a Prometheus are about objects of a kind. */
const FIELDS = {
  ServiceMonitor: ['serviceMonitorSelector', 'serviceMonitorNamespaceSelector'],
  PodMonitor: ['podMonitorSelector', 'podMonitorNamespaceSelector'],
  PrometheusRule: ['ruleSelector', 'ruleNamespaceSelector'],
} as const;
type Kind = keyof typeof FIELDS;
const KINDS = ['ServiceMonitor', 'PodMonitor', 'PrometheusRule'] as const satisfies readonly Kind[];
/** Rules that a central ruler evaluates are none of a Prometheus. */
const OF_PROMETHEUS = 'prometheus';
/** And monitors that another operator reads are none of it. */
const OF_OPERATOR = 'operator';

const selected = check('kubernetes-selection', ['kubernetes'], ({ kubernetes }, { plan }): readonly FindingOf[] => {
  const { prometheuses, context } = kubernetes;
  if (prometheuses === undefined) return [];
  const { scrape, rules } = plan.environment;
  const kinds = KINDS.filter((kind) =>
    kind === 'PrometheusRule' ? rules.target === OF_PROMETHEUS : scrape.target === OF_OPERATOR,
  );
  if (kinds.length === 0) return [];
  const asked = `kubectl --context=${context} get prometheuses --all-namespaces`;
  if (prometheuses.length === 0) {
    return [
      {
        severity: 'error',
        subject: 'there is no Prometheus of the operator',
        evidence: [{ query: asked, value: 'none' }],
        meaning: 'Nobody reads our monitors and rules.',
        remedy: 'Make a Prometheus object, or set scrape.target and rules.target to what reads them here.',
        page: 'docs/platforms.md',
        explains: kinds.flatMap((kind) => topicsOf(objectsOf(kind, kubernetes), plan)),
      },
    ];
  }
  return kinds.flatMap((kind): readonly FindingOf[] => {
    const objects = objectsOf(kind, kubernetes);
    const [labels, namespaces] = FIELDS[kind];
    const by = (want: 'labels' | 'namespace') =>
      objects.filter((object) => !prometheuses.some((one) => selectsBy(want, one, object, kubernetes)));
    const shown = (field: (typeof FIELDS)[Kind][number]) =>
      prometheuses.map(({ metadata, spec }) => ({
        query: `${asked} -o json: spec.${field} of ${metadata.namespace}/${metadata.name}`,
        value: spec[field] === undefined ? 'not set' : JSON.stringify(spec[field]),
      }));
    const [unlabelled, elsewhere] = [by('labels'), by('namespace')];
    return [
      ...(unlabelled.length === 0
        ? []
        : [
            {
              severity: 'error' as const,
              subject: `no Prometheus selects our ${kind}s by their labels`,
              evidence: [
                ...shown(labels),
                {
                  query: `labels of ${named(unlabelled)}`,
                  value: JSON.stringify(unlabelled[0]?.metadata.labels ?? {}),
                },
              ],
              meaning: `It does not know ${namesText(unlabelled.map(({ metadata }) => metadata.name))}.`,
              remedy: labelRemedy(
                kind,
                prometheuses.map(({ spec }) => spec[labels]),
              ),
              page: PAGE,
              explains: topicsOf(unlabelled, plan),
            },
          ]),
      ...(elsewhere.length === 0 || elsewhere.every((one) => unlabelled.includes(one))
        ? []
        : [
            {
              severity: 'error' as const,
              subject: `no Prometheus looks for ${kind}s into the namespace ${namespacesText(elsewhere)}`,
              evidence: [
                ...shown(namespaces),
                {
                  query: `labels of the namespace ${elsewhere[0]?.metadata.namespace}`,
                  value: JSON.stringify(namespaceLabels(elsewhere[0]?.metadata.namespace ?? '', kubernetes)),
                },
              ],
              meaning: `It does not know ${namesText(elsewhere.map(({ metadata }) => metadata.name))}. Without a selector it looks into its own namespace only.`,
              remedy: `Set monitoring.namespace to ${prometheuses[0]?.metadata.namespace}, give the namespace a label that spec.${namespaces} selects, or set spec.${namespaces} to {}.`,
              page: PAGE,
              explains: topicsOf(elsewhere, plan),
            },
          ]),
    ];
  });
});

/** Objects of the cluster; those that are to be written where the cluster has none yet. */
function objectsOf(kind: Kind, { own = [], written = [] }: KubernetesAnswers): readonly OwnObject[] {
  const there = own.filter((object) => object.kind === kind);
  return there.length > 0 ? there : written.filter((object) => object.kind === kind);
}

function selectsBy(
  want: 'labels' | 'namespace',
  { metadata, spec }: Prometheus,
  object: OwnObject,
  kubernetes: KubernetesAnswers,
): boolean {
  const [labels, namespaces] = FIELDS[kindOf(object)];
  if (want === 'labels') return selects(spec[labels], object.metadata.labels);
  const own = spec[namespaces];
  if (own === undefined) return metadata.namespace === object.metadata.namespace;
  return selects(own, namespaceLabels(object.metadata.namespace, kubernetes));
}

/** Without a selector nothing is selected, with an empty one everything is. */
function selects(selector: LabelSelector | undefined, labels: Readonly<Record<string, string>>): boolean {
  return selector !== undefined && matches(selector, { labels });
}

function kindOf({ kind }: OwnObject): Kind {
  const found = KINDS.find((one) => one === kind);
  if (found === undefined) throw new Error(`an object must be one of ${KINDS.join(', ')}, got ${kind}`);
  return found;
}

function namespaceLabels(name: string, { namespaces = [] }: KubernetesAnswers): Readonly<Record<string, string>> {
  return namespaces.find(({ metadata }) => metadata.name === name)?.metadata.labels ?? {};
}

function labelRemedy(kind: Kind, selectors: readonly (LabelSelector | undefined)[]): string {
  const [wanted] = selectors.map((one) => one?.matchLabels).filter((one) => one !== undefined);
  const setting =
    kind === 'PrometheusRule'
      ? 'monitoring.selectorLabels (of rules alone: rules.selectorLabels)'
      : 'monitoring.selectorLabels';
  if (wanted === undefined) return `Give the Prometheus a ${FIELDS[kind][0]}; {} selects everything.`;
  return `Set ${setting} to ${JSON.stringify(wanted)} and synthesize.`;
}

function named(objects: readonly OwnObject[]): string {
  const [first] = objects;
  return first === undefined ? '' : `${first.kind} ${first.metadata.namespace}/${first.metadata.name}`;
}

function namespacesText(objects: readonly OwnObject[]): string {
  return namesText([...new Set(objects.map(({ metadata }) => metadata.namespace))]);
}

/** The surfaces of monitors, and the rules, about which nothing is there as long as they are not read. */
export function topicsOf(objects: readonly OwnObject[], { scraped }: Plan): readonly Topic[] {
  return objects.flatMap(({ kind, metadata, spec }): readonly Topic[] =>
    kind === 'PrometheusRule'
      ? groupsIn(spec).map((name) => `group:${name}` as const)
      : scraped
          .filter(
            ({ name }) =>
              metadata.name === surfaces[name].object || metadata.name.startsWith(`${surfaces[name].object}-`),
          )
          .map(({ name }) => `surface:${name}` as const),
  );
}

const groups = z.object({ groups: z.array(z.object({ name: z.string() })) });

function groupsIn(spec: unknown): readonly string[] {
  return groups.safeParse(spec).data?.groups.map(({ name }) => name) ?? [];
}

/** Whether Prometheus is told of what we write. */
export const selection: readonly Check[] = [selected];
