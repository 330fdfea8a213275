import { check, type FindingOf } from '../../check.js';
import { PAGES } from '../../pages.js';
import { namesText } from '../../words.js';
import { topicsOf } from './topics.js';

const NAMESPACES = /^--?namespaces=(.*)$/;
const DENIED = /^--?deny-namespaces=(.*)$/;

/** Namespaces of our objects that no Prometheus Operator watches. */
export const unwatched = check(
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
        page: PAGES.missing,
        explains: topicsOf(blind, plan),
      },
    ];
  },
);

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
