import { isOfTenants } from '../../../config/surfaces.js';
import type { Plan } from '../../../plan/plan.js';
import { namespaceOf } from '../../../scraping/places.js';
import { type Check, check, type FindingOf } from '../../check.js';
import { firstDifference } from '../../difference.js';
import type { Topic } from '../../finding.js';
import type { OwnObject } from '../../kubernetes/answers.js';
import { namesText } from '../../words.js';
import { topicsOf } from './selection.js';

const NAMESPACES = /^--?namespaces=(.*)$/;
const DENIED = /^--?deny-namespaces=(.*)$/;

const missing = check(
  'kubernetes-objects-missing',
  ['kubernetes'],
  ({ kubernetes }, { plan }): readonly FindingOf[] => {
    const { own, written, context } = kubernetes;
    if (own === undefined || written === undefined) return [];
    const there = new Set(own.map(keyOf));
    const gone = written.filter((object) => !there.has(keyOf(object)));
    if (gone.length === 0) return [];
    return [
      {
        severity: 'error',
        subject:
          gone.length === written.length
            ? 'nothing of the environment is in the cluster'
            : `${gone.length} objects of the environment are not in the cluster`,
        evidence: [
          {
            query: `kubectl --context=${context} get servicemonitors,podmonitors,prometheusrules --all-namespaces --selector=app.kubernetes.io/name=arks-monitoring`,
            value: `missing: ${namesText(gone.map(keyOf))}`,
          },
        ],
        meaning: 'What they scrape, record and alert on is not there.',
        remedy: `Apply dist/${plan.environment.name}, or look why its delivery stopped.`,
        page: 'docs/kubectl.md',
        explains: topicsOf(gone, plan),
      },
    ];
  },
);

const different = check(
  'kubernetes-objects-differ',
  ['kubernetes'],
  ({ kubernetes: { own = [], written = [], context } }, { plan }) => {
    const changed = written.flatMap((object) => {
      const live = own.find((one) => keyOf(one) === keyOf(object));
      const difference = live === undefined ? undefined : firstDifference(object.spec, live.spec, 'spec');
      return difference === undefined ? [] : [{ object, difference }];
    });
    const [first] = changed;
    if (first === undefined) return [];
    const { kind, metadata } = first.object;
    const finding: FindingOf = {
      severity: 'warning',
      subject: `${changed.length} objects in the cluster differ from what the environment writes`,
      evidence: [
        {
          query: `kubectl --context=${context} --namespace=${metadata.namespace} get ${kind.toLowerCase()} ${metadata.name} -o json`,
          value: `${first.difference.path}: ${first.difference.found}, written: ${first.difference.expected}`,
        },
        { query: 'objects that differ', value: namesText(changed.map(({ object }) => keyOf(object))) },
      ],
      meaning:
        'What is scraped, recorded or alerted on is not what the environment says: an older output, or a change by hand.',
      remedy: `Synthesize and apply dist/${plan.environment.name}; carry a change by hand into the environment.`,
      page: 'docs/kubectl.md',
    };
    return [finding];
  },
);

const unwatched = check(
  'kubernetes-operator-namespaces',
  ['kubernetes'],
  ({ kubernetes }, { plan }): readonly FindingOf[] => {
    const { operators, own = [], written = [], context } = kubernetes;
    if (operators === undefined || operators.length === 0) return [];
    const objects = own.length > 0 ? own : written;
    const blind = objects.filter(({ metadata: { namespace } }) =>
      operators.every((operator) => {
        const watched = listOf(NAMESPACES, operator);
        return (watched.length > 0 && !watched.includes(namespace)) || listOf(DENIED, operator).includes(namespace);
      }),
    );
    const [first] = blind;
    const [operator] = operators;
    if (first === undefined || operator === undefined) return [];
    const { namespace, name } = operator.metadata;
    return [
      {
        severity: 'error',
        subject: `the Prometheus Operator does not watch the namespace ${first.metadata.namespace}`,
        evidence: [
          {
            query: `kubectl --context=${context} --namespace=${namespace} get deployment ${name} -o json: args`,
            value: argsOf(operator)
              .filter((arg) => NAMESPACES.test(arg) || DENIED.test(arg))
              .join(' '),
          },
        ],
        meaning: `It hands ${namesText(blind.map(({ metadata }) => metadata.name))} to no Prometheus.`,
        remedy: `Add ${first.metadata.namespace} to --namespaces of the operator, or set monitoring.namespace to one that it watches.`,
        page: 'docs/runbooks/troubleshooting-metrics-missing.md',
        explains: topicsOf(blind, plan),
      },
    ];
  },
);

const access = check(
  'kubernetes-access',
  ['kubernetes'],
  ({ kubernetes: { denied = [], context } }, { plan }): readonly FindingOf[] => {
    const [first] = denied;
    if (first === undefined) return [];
    const namespaces = [...new Set(denied.map(({ namespace }) => namespace))];
    const resources = [...new Set(denied.map(({ resource }) => resource))];
    return [
      {
        severity: 'error',
        subject: `Prometheus may not list ${resources.join(', ')} in ${namesText(namespaces)}`,
        evidence: [
          {
            query: `kubectl --context=${context} auth can-i ${first.verb} ${first.resource} --as=${first.account} --namespace=${first.namespace}`,
            value: 'no',
          },
        ],
        meaning: 'It finds no target there, whatever our monitors select, and says so in its log only.',
        remedy: 'Set monitoring.prometheusServiceAccount: then a role and its bindings for that account are written.',
        page: 'docs/security.md',
        explains: surfacesWithin(namespaces, plan),
      },
    ];
  },
);

/** The surfaces of which every namespace is among these; of tenants whom nobody lists none is known. */
function surfacesWithin(denied: readonly string[], { environment, scraped }: Plan): readonly Topic[] {
  const { namespaces } = environment.tenants;
  const tenants = namespaces === 'all' ? denied : namespaces;
  return scraped
    .filter(({ name }) =>
      (isOfTenants(name) ? tenants : [namespaceOf(name, environment)]).every((one) => denied.includes(one)),
    )
    .map(({ name }) => `surface:${name}` as const);
}

function argsOf({
  spec,
}: {
  readonly spec: {
    readonly template: { readonly spec: { readonly containers: readonly { readonly args: readonly string[] }[] } };
  };
}) {
  return spec.template.spec.containers.flatMap(({ args }) => args);
}

function listOf(flag: RegExp, operator: Parameters<typeof argsOf>[0]): readonly string[] {
  const [value = ''] = argsOf(operator).flatMap((arg) => flag.exec(arg)?.[1] ?? []);
  return value.split(',').filter((name) => name !== '');
}

function keyOf({ kind, metadata }: OwnObject): string {
  return `${kind} ${metadata.namespace}/${metadata.name}`;
}

/** Whether the cluster has what the environment writes, and who may read it. */
export const objects: readonly Check[] = [missing, unwatched, access, different];
