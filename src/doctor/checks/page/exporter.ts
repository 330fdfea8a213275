import { EXPORTERS } from '../../../documented/metrics.js';
import { check, type FindingOf } from '../../check.js';
import { PAGES } from '../../pages.js';
import { namesText } from '../../words.js';

/** What Prometheus 3 calls escaping by values: no metric of ours has such a name. */
const BY_VALUES = /^U__/;

/** A page of none of our exporters. */
export const exporter = check(
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
          page: PAGES.metrics,
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
        page: PAGES.metrics,
      },
    ];
  },
);

/** A page of which the monitor of its surface keeps nothing. */
export const nothingKept = check(
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
          page: PAGES.surfaces,
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
          page: PAGES.metrics,
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
        page: PAGES.nothingKept,
        explains: of.scraped.wanted.map((metric) => `metric:${metric.name}` as const),
      },
    ];
  },
);
