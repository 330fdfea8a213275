import { EXPORTERS } from '../../../documented/metrics.js';
import { nearest } from '../../../lib/nearest.js';
import { type Check, check, type FindingOf } from '../../check.js';
import { isRecorded, missingOf, prefixesOf } from '../../page/missing.js';
import { readersOf } from '../../page/readers.js';
import { namesText } from '../../words.js';

const METRICS = 'docs/metrics.md';
const MISSING = 'docs/runbooks/troubleshooting-metrics-missing.md';

/** What Prometheus 3 calls escaping by values: no metric of ours has such a name. */
const BY_VALUES = /^U__/;

const exporter = check(
  'page-exporter',
  ['page'],
  ({ page: { of, families, samples, where } }): readonly FindingOf[] => {
    if (of !== undefined) return [];
    const names = families.map(({ name }) => name);
    const meaning = 'No monitor of ours keeps anything of it.';
    if (samples === 0) {
      return [
        {
          severity: 'error',
          subject: 'the page holds no sample',
          evidence: [{ query: where, value: '0 samples' }],
          meaning,
          remedy:
            'Send it a request and look again: a router of SGLang 0.1 shows nothing before its first one. Otherwise switch its metrics on.',
          page: METRICS,
        },
      ];
    }
    const isEscaped = names.some((name) => BY_VALUES.test(name));
    return [
      {
        severity: 'error',
        subject: isEscaped
          ? 'the names of metrics are escaped by values'
          : 'no exporter of the catalogue shows such a page',
        evidence: [{ query: where, value: namesText(names) }],
        meaning,
        remedy: isEscaped
          ? 'Let Prometheus ask for other names: metric_name_escaping_scheme underscores or allow-utf-8; monitors give underscores their colon back.'
          : 'Check port and path, and whether the engine was started with its metrics on (SGLang: --enable-metrics).',
        page: METRICS,
      },
    ];
  },
);

const nothingKept = check(
  'page-nothing-kept',
  ['page'],
  ({ page: { of, families, samples, where } }): readonly FindingOf[] => {
    if (of === undefined) return [];
    const name = EXPORTERS[of.component];
    if (of.scraped === undefined) {
      return [
        {
          severity: 'error',
          subject: `no surface of this environment scrapes ${name}`,
          evidence: [{ query: where, value: `${samples} samples of ${name}` }],
          meaning: 'No monitor that it writes keeps anything of this page.',
          remedy: 'Name the runtime in runtimes, or enable its surface in surfaces.',
          page: 'docs/surfaces.md',
        },
      ];
    }
    if (of.scraped.kept.length > 0) return [];
    const isRead = of.known.some(({ metric }) => of.scraped?.wanted.includes(metric));
    const evidence = [
      {
        query: `${where} through the monitor of ${of.scraped.surface}`,
        value: `0 of ${samples} samples; ${namesText(families.map(({ spelt }) => spelt))}`,
      },
    ];
    if (!isRead && of.others.length === 0) {
      return [
        {
          severity: 'note',
          subject: `nothing that this page of ${name} shows is read`,
          evidence,
          meaning:
            'The names are right. What is read of this exporter appears with its first request, or at another page of it.',
          remedy: 'Look again after a request, or at the page of its front end.',
          page: METRICS,
        },
      ];
    }
    return [
      {
        severity: 'error',
        subject: `nothing of this page of ${name} is kept`,
        evidence,
        meaning: 'up is 1 and every alert and panel about the target is without data.',
        remedy:
          'Compare the names with those that the monitor keeps, in docs/metrics.md: another generation, or names that a client library changed.',
        page: 'docs/runbooks/ArksScrapeNothingKept.md',
        explains: of.scraped.wanted.map((metric) => `metric:${metric.name}` as const),
      },
    ];
  },
);

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
        page: METRICS,
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
      page: MISSING,
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
      page: METRICS,
    },
  ];
});

/** A name without what releases and client libraries add, leave out or escape. */
function sameButFor(name: string): string {
  return name.replace(/^[a-z0-9]+[:_]/, '').replace(/_(total|seconds|bytes)$/, '');
}

/** Which names a page has, and lacks. */
export const names: readonly Check[] = [exporter, nothingKept, renamed, missing, unknown];
