import { bytes } from '../../../config/quantity.js';
import { heldLimits } from '../../../scraping/scrape-settings.js';
import { type Check, check, type FindingOf } from '../../check.js';
import type { Page } from '../../page/page.js';
import { PAGES } from '../../pages.js';

const SUCCESS = 200;
/** What Prometheus 3 takes without fallbackScrapeProtocol; Prometheus 2 reads anything else as the text format. */
const ACCEPTED = /^(text\/plain|application\/openmetrics-text|application\/vnd\.google\.protobuf)\s*(;|$)/i;
const NOTHING_READ =
  'Prometheus takes nothing of such a page: up is 0, and every alert and panel about it is without data.';

const status = check('page-status', ['page'], ({ page: { answer, where } }): readonly FindingOf[] => {
  if (answer === undefined || answer.status === SUCCESS) return [];
  const isElsewhere = answer.status >= 300 && answer.status < 400;
  return [
    {
      severity: 'error',
      subject: `the page answers with ${answer.status}`,
      evidence: [{ query: `GET ${where}`, value: `status ${answer.status}` }],
      meaning: NOTHING_READ,
      remedy: isElsewhere
        ? 'Ask the address that it leads to: our monitors follow no redirect; scrape.endpoints sets path and scheme of a surface.'
        : 'Check path, port and what lets in: scrape.endpoints sets path, scheme, authorization and TLS of a surface.',
      page: PAGES.refused,
    },
  ];
});

const contentType = check('page-content-type', ['page'], ({ page: { answer, where } }): readonly FindingOf[] => {
  if (answer === undefined || answer.status !== SUCCESS || ACCEPTED.test(answer.contentType)) return [];
  const said = answer.contentType === '' ? 'none' : answer.contentType;
  return [
    {
      severity: 'error',
      subject: `Prometheus 3 does not take the content type ${said}`,
      evidence: [{ query: `GET ${where}`, value: `Content-Type: ${said}` }],
      meaning: `${NOTHING_READ} Prometheus 2 reads it as text.`,
      remedy:
        'Set fallbackScrapeProtocol: PrometheusText0.0.4 for the surface in scrape.endpoints, if it is a page of metrics at all.',
      page: PAGES.refused,
    },
  ];
});

const readable = check('page-syntax', ['page'], ({ page: { exposition, where } }): readonly FindingOf[] => {
  const [first] = exposition.faults;
  if (first === undefined) return [];
  const others = exposition.faults.length - 1;
  return [
    {
      severity: 'error',
      subject: `the page is no ${exposition.format === 'OpenMetrics' ? 'OpenMetrics' : 'text format of Prometheus'}`,
      evidence: [
        {
          query: where,
          value: `line ${first.line}: ${first.what}${others > 0 ? `; and ${others} more such lines` : ''}`,
        },
      ],
      meaning: NOTHING_READ,
      remedy: 'Look at the line: a proxy or a login page in front of the exporter, or a fault of its client library.',
      page: PAGES.refused,
    },
  ];
});

const size = check('page-size', ['page'], ({ page }, { plan: { environment } }): readonly FindingOf[] => {
  const { bodySizeLimit } = heldLimits(environment);
  if (page.bytes <= bytes(bodySizeLimit)) return [];
  return [
    {
      severity: 'error',
      subject: `the page is larger than scrape.bodySizeLimit of ${bodySizeLimit}`,
      evidence: [{ query: `size of ${page.where}, uncompressed`, value: `${page.bytes} bytes` }],
      meaning: NOTHING_READ,
      remedy: 'Raise scrape.bodySizeLimit, or find out which label has gained values.',
      page: PAGES.refused,
    },
  ];
});

const labels = check('page-labels-limit', ['page'], ({ page: { of, where } }, { plan: { environment } }) => {
  const { labelLimit, labelNameLengthLimit, labelValueLengthLimit } = heldLimits(environment);
  const kept = of?.scraped?.kept ?? [];
  const long = kept.flatMap(({ labels: all, line }) => {
    const entries = Object.entries(all);
    const told = (setting: string, limit: number, what: string) => [{ line, setting, limit, what }];
    if (entries.length > labelLimit) return told('labelLimit', labelLimit, `${entries.length} labels`);
    const [name, value] =
      entries.find((one) => one[0].length > labelNameLengthLimit || one[1].length > labelValueLengthLimit) ?? [];
    if (name === undefined || value === undefined) return [];
    return name.length > labelNameLengthLimit
      ? told('labelNameLengthLimit', labelNameLengthLimit, `a label name of ${name.length} letters`)
      : told('labelValueLengthLimit', labelValueLengthLimit, `a value of ${value.length} letters in ${name}`);
  });
  return long.slice(0, 1).map(
    ({ line, setting, limit, what }): FindingOf => ({
      severity: 'error',
      subject: `a series is above scrape.${setting} of ${limit}`,
      evidence: [{ query: `line ${line} of ${where}`, value: what }],
      meaning: NOTHING_READ,
      remedy: `Raise scrape.${setting}, or find out where the label comes from.`,
      page: PAGES.refused,
    }),
  );
});

const twice = check('page-duplicates', ['page'], ({ page }): readonly FindingOf[] => {
  const [first, second] = duplicate(page) ?? [];
  if (first === undefined || second === undefined) return [];
  return [
    {
      severity: 'warning',
      subject: 'a series is there twice',
      evidence: [{ query: page.where, value: `lines ${first} and ${second} are the same series after relabeling` }],
      meaning: 'Prometheus keeps the first, drops the others and warns at every scrape: what they say is lost.',
      remedy:
        'Find out what makes the exporter show it twice: two models, ranks or processes that only a dropped label tells apart.',
      page: PAGES.surfaces,
    },
  ];
});

/** The lines of the first two that are alike as Prometheus stores them; of an unknown page as they are shown. */
function duplicate({ of, exposition }: Page): readonly [number, number] | undefined {
  const all =
    of?.scraped?.kept ??
    exposition.families.flatMap(({ samples }) =>
      samples.map(({ name, labels: own, line }) => ({ labels: { ...own, __name__: name }, line })),
    );
  const lines = new Map<string, number>();
  for (const { labels: own, line } of all) {
    const key = JSON.stringify(Object.entries(own).sort());
    const before = lines.get(key);
    if (before !== undefined) return [before, line];
    lines.set(key, line);
  }
  return undefined;
}

/** What a page is refused for, or loses series by. */
export const refusals: readonly Check[] = [status, contentType, readable, size, labels, twice];
