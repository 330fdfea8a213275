import { EXPORTERS } from '../../../documented/metrics.js';
import type { Component } from '../../../metrics/components.js';
import { labelsOf } from '../../../metrics/prediction.js';
import { type Check, check, type FindingOf } from '../../check.js';
import type { KnownFamily, RecognizedPage } from '../../page/page.js';
import { readFamilies } from '../../page/read-families.js';
import { readersOf } from '../../page/readers.js';
import { PAGES } from '../../pages.js';
import { carriedLabels, isPossible } from '../../recognition.js';
import { namesText } from '../../words.js';
import { buckets } from './buckets.js';

/** The catalogue has their labels as our monitor leaves them. */
const LABELLED_LATER: readonly Component[] = ['customResources', 'tokenLimits'];
const types = check('page-types', ['page'], ({ page: { of, where } }, { plan }): readonly FindingOf[] => {
  const wrong = readFamilies(of).filter(
    ({ family, metric }) => family.type !== metric.kind && family.type !== 'untyped',
  );
  return wrong.map(({ family, metric }) => ({
    severity: 'warning',
    subject: `${metric.name} is a ${family.type}, in the catalogue a ${metric.kind}`,
    evidence: [{ query: where, value: `# TYPE ${family.spelt} ${family.type}` }],
    meaning: of === undefined ? '' : readersOf([metric], of, plan),
    remedy: `The release of ${EXPORTERS[metric.component]} has changed it: wait for a catalogue that knows it, or stay on the release before.`,
    page: PAGES.metrics,
    explains: [`metric:${metric.name}`],
  }));
});

const labelsMissing = check('page-labels', ['page'], ({ page: { of, where } }): readonly FindingOf[] => {
  const lacking = labelGaps(of, ({ family, metric }, generation) => {
    const [first] = family.samples;
    const carried = carriedLabels(first?.labels ?? {}, family.type);
    return labelsOf(metric, generation).filter((name) => !carried.includes(name));
  });
  return [...lacking].map(([label, names]) => ({
    severity: 'warning',
    subject: `the label ${label} is missing from ${names.length} metrics`,
    evidence: [{ query: where, value: `without ${label}: ${namesText(names)}` }],
    meaning: `Queries that group or match by ${label} put everything of this target together, or find nothing.`,
    remedy:
      'Check the release and the options of the exporter, and whether a proxy or a relabeling takes the label away.',
    page: PAGES.metrics,
  }));
});

const labelsNew = check('page-labels-new', ['page'], ({ page: { of, where } }): readonly FindingOf[] => {
  const unknown = labelGaps(of, ({ family, metric }) => {
    const carried = new Set(family.samples.flatMap(({ labels }) => carriedLabels(labels, family.type)));
    return [...carried].filter((name) => !isPossible(metric, name));
  });
  return [...unknown].map(([label, names]) => ({
    severity: 'note',
    subject: `the label ${label} is not in the catalogue for ${names.length} metrics`,
    evidence: [{ query: where, value: `with ${label}: ${namesText(names)}` }],
    meaning: 'Each of its values is more series than predicted; our queries sum over it.',
    remedy: 'Drop it with a metric relabeling in scrape.endpoints if it has many values.',
    page: PAGES.metrics,
  }));
});

/** Labels with the metrics that a question about their families answers with them. */
function labelGaps(
  of: RecognizedPage | undefined,
  labelsIn: (one: KnownFamily, generation: string) => readonly string[],
): ReadonlyMap<string, readonly string[]> {
  const gaps = new Map<string, string[]>();
  for (const one of readFamilies(of).filter(({ metric }) => !LABELLED_LATER.includes(metric.component))) {
    for (const label of labelsIn(one, of?.generation ?? '')) {
      gaps.set(label, [...(gaps.get(label) ?? []), one.metric.name]);
    }
  }
  return gaps;
}

/** Whether metrics are of the types, labels and buckets that are expected. */
export const shapes: readonly Check[] = [types, labelsMissing, labelsNew, buckets];
