import { EXPORTERS } from '../../../documented/metrics.js';
import { nearest } from '../../../lib/nearest.js';
import { type Check, check, type FindingOf } from '../../check.js';
import { isRecorded, missingOf, prefixesOf } from '../../page/missing.js';
import { readersOf } from '../../page/readers.js';
import { PAGES } from '../../pages.js';
import { namesText } from '../../words.js';
import { exporter, nothingKept } from './exporter.js';

const renamed = check('page-renamed', ['page'], ({ page: { of, where } }, { plan }): readonly FindingOf[] => {
  if (of === undefined) return [];
  const unknown = of.others.map(({ name }) => name).filter((name) => !isRecorded(name));
  return missingOf(of, 'whatever it counts').flatMap((metric): readonly FindingOf[] => {
    const meant = unknown.find((name) => sameButFor(name) === sameButFor(metric.name)) ?? nearest(metric.name, unknown);
    if (meant === undefined) return [];
    return [
      {
        severity: 'error',
        subject: `${metric.name} is shown as ${meant}`,
        evidence: [{ query: where, value: `${meant} is there and not in the catalogue, ${metric.name} is not there` }],
        meaning: readersOf([metric], of, plan),
        remedy: `Ask for the release of ${EXPORTERS[of.component]} that renamed it; until the catalogue knows it, a metric relabeling of the exporter's own name to ${metric.name} keeps it.`,
        page: PAGES.metrics,
        explains: [`metric:${metric.name}`],
      },
    ];
  });
});

const missing = check('page-missing', ['page'], ({ page: { of, where } }, { plan }): readonly FindingOf[] => {
  if (of === undefined || of.scraped?.kept.length === 0) return [];
  const gone = missingOf(of, 'seen from the first request on');
  const [first] = gone;
  if (first === undefined) return [];
  return [
    {
      severity: 'warning',
      subject: gone.length === 1 ? `${first.name} is missing` : `${gone.length} metrics that are read are missing`,
      evidence: [
        { query: where, value: `not there: ${namesText(gone.map(({ name }) => name))}` },
        {
          query: 'the catalogue',
          value: `${EXPORTERS[of.component]} ${of.generation} shows them from its first request on`,
        },
      ],
      meaning: readersOf(gone, of, plan),
      remedy: `Check how it was started, and whether its release is newer than ${of.generation}: docs/metrics.md says what each generation shows.`,
      page: PAGES.missing,
      mayFollowFrom: gone.map(({ name }) => `metric:${name}` as const),
    },
  ];
});

const unknown = check('page-unknown', ['page'], ({ page: { of, where } }): readonly FindingOf[] => {
  if (of === undefined) return [];
  const prefixes = prefixesOf(of.component);
  const names = of.others.map(({ name }) => name).filter((name) => prefixes.some((prefix) => name.startsWith(prefix)));
  if (names.length === 0) return [];
  const older = names.filter(isRecorded);
  return [
    {
      severity: 'note',
      subject: `${names.length} metrics are not in the catalogue for ${EXPORTERS[of.component]} ${of.generation}`,
      evidence: [{ query: where, value: namesText(names) }],
      meaning:
        older.length === names.length
          ? 'All of them are of other generations: the page may be of a release between two that the catalogue tells apart.'
          : 'A newer release, or an option that the catalogue does not know. They are dropped by the monitor; nothing reads them.',
      remedy: 'To keep one, name it in scrape.keep as { unlisted: <name> }, or declare it in metrics.',
      page: PAGES.metrics,
    },
  ];
});

/** A name without what releases and client libraries add, leave out or escape. */
function sameButFor(name: string): string {
  return name.replace(/^[a-z0-9]+[:_]/, '').replace(/_(total|seconds|bytes)$/, '');
}

/** Which names a page has, and lacks. */
export const names: readonly Check[] = [exporter, nothingKept, renamed, missing, unknown];
