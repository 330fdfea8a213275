import {
  KINDS,
  looksInto,
  type PrometheusObject,
  SELECTED_KINDS,
  type SelectedKind,
  selectsLabels,
} from '../../../objects/prometheus-object.js';
import type { LabelSelector } from '../../../objects/selection.js';
import { type Check, check, type FindingOf } from '../../check.js';
import type { KubernetesAnswers, OwnObject } from '../../kubernetes/answers.js';
import { PAGES } from '../../pages.js';
import { namesText } from '../../words.js';
import { topicsOf } from './topics.js';

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
        page: PAGES.platforms,
        explains: kinds.flatMap((kind) => topicsOf(objectsOf(kind, kubernetes), plan)),
      },
    ];
  }
  return kinds.flatMap((kind): readonly FindingOf[] => {
    const objects = objectsOf(kind, kubernetes);
    const { labels, namespaces } = SELECTED_KINDS[kind];
    const by = (want: 'labels' | 'namespaces') =>
      objects.filter((object) => !prometheuses.some((one) => selectsBy(want, one, object, kubernetes)));
    const shown = (field: typeof labels | typeof namespaces) =>
      prometheuses.map(({ metadata, spec }) => ({
        query: `${asked} -o json: spec.${field} of ${metadata.namespace}/${metadata.name}`,
        value: spec[field] === undefined ? 'not set' : JSON.stringify(spec[field]),
      }));
    const [unlabelled, elsewhere] = [by('labels'), by('namespaces')];
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
              page: PAGES.missing,
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
              page: PAGES.missing,
              explains: topicsOf(elsewhere, plan),
            },
          ]),
    ];
  });
});

/** Objects of the cluster; those that are to be written where the cluster has none yet. */
function objectsOf(kind: SelectedKind, { own = [], written = [] }: KubernetesAnswers): readonly OwnObject[] {
  const there = own.filter((object) => object.kind === kind);
  return there.length > 0 ? there : written.filter((object) => object.kind === kind);
}

function selectsBy(
  want: 'labels' | 'namespaces',
  prometheus: PrometheusObject,
  { metadata, kind }: OwnObject,
  kubernetes: KubernetesAnswers,
): boolean {
  if (want === 'labels') return selectsLabels(prometheus, kindOf(kind), metadata.labels);
  const { namespace: name } = metadata;
  return looksInto(prometheus, kindOf(kind), { name, labels: namespaceLabels(name, kubernetes) });
}

function kindOf(kind: string): SelectedKind {
  const found = KINDS.find((one) => one === kind);
  if (found === undefined) throw new Error(`an object must be one of ${KINDS.join(', ')}, got ${kind}`);
  return found;
}

function namespaceLabels(name: string, { namespaces = [] }: KubernetesAnswers): Readonly<Record<string, string>> {
  return namespaces.find(({ metadata }) => metadata.name === name)?.metadata.labels ?? {};
}

function labelRemedy(kind: SelectedKind, selectors: readonly (LabelSelector | undefined)[]): string {
  const [wanted] = selectors.map((one) => one?.matchLabels).filter((one) => one !== undefined);
  const setting =
    kind === 'PrometheusRule'
      ? 'monitoring.selectorLabels (of rules alone: rules.selectorLabels)'
      : 'monitoring.selectorLabels';
  if (wanted === undefined) return `Give the Prometheus a ${SELECTED_KINDS[kind].labels}; {} selects everything.`;
  return `Set ${setting} to ${JSON.stringify(wanted)} and synthesize.`;
}

function named(objects: readonly OwnObject[]): string {
  const [first] = objects;
  return first === undefined ? '' : `${first.kind} ${first.metadata.namespace}/${first.metadata.name}`;
}

function namespacesText(objects: readonly OwnObject[]): string {
  return namesText([...new Set(objects.map(({ metadata }) => metadata.namespace))]);
}

/** Whether Prometheus is told of what we write. */
export const selection: readonly Check[] = [selected];
