import { type Check, check, type FindingOf } from '../../check.js';
import { firstDifference } from '../../difference.js';
import type { OwnObject } from '../../kubernetes/answers.js';
import { PAGES } from '../../pages.js';
import { namesText } from '../../words.js';
import { access } from './access.js';
import { unwatched } from './operators.js';
import { topicsOf } from './topics.js';

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
        page: PAGES.kubectl,
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
      page: PAGES.kubectl,
    };
    return [finding];
  },
);

function keyOf({ kind, metadata }: OwnObject): string {
  return `${kind} ${metadata.namespace}/${metadata.name}`;
}

/** Whether the cluster has what the environment writes, and who may read it. */
export const objects: readonly Check[] = [missing, unwatched, access, different];
