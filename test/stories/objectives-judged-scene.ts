import type { Input } from '../support/record-test.js';
import type { Labels } from './timeline.js';

/** A bound that no objective asks for. */
const OTHER_BOUND = '0.02';

/** Events per second, and those of them that took longer than they may. */
interface Counted {
  readonly all: number;
  readonly late: number;
}

/** Replicas that are counted together. */
export interface Group {
  readonly labels: Labels;
  readonly counted: Counted;
}

/** The group of replicas that come and go. */
export const HOME: Labels = { namespace: 'tenant-a', application: 'chat', role: 'unified', model_name: 'qwen-7b' };
/** Home, and what differs from it in one label; distinct odd numbers of which no two add up to another. */
export const GROUPS: readonly Group[] = [
  { labels: HOME, counted: { all: 7, late: 3 } },
  { labels: { ...HOME, role: 'decode' }, counted: { all: 17, late: 5 } },
  { labels: { ...HOME, model_name: 'mistral-9b' }, counted: { all: 37, late: 11 } },
  { labels: { ...HOME, application: 'code' }, counted: { all: 79, late: 23 } },
  { labels: { ...HOME, namespace: 'tenant-b' }, counted: { all: 163, late: 47 } },
];
/** What a replica of home counted that has been gone for a minute. */
export const GONE: Counted = { all: 331, late: 97 };
/** More than all others count; none of it is an objective's business. */
const ELSE: Counted = { all: 1_399, late: 691 };
const without = (label: string): Labels => Object.fromEntries(Object.entries(HOME).filter(([own]) => own !== label));
const STRANGERS: readonly Labels[] = [{ ...HOME, role: 'prefill' }, without('role'), without('application')];

/** One value a minute; a series that ends goes stale. */
const ALL_ALONG = 'x20';
const until = (minute: number) => `x${minute} stale`;
const rising = (perSecond: number, times: string) => `0+${perSecond * 60}${times}`;

/**
 * What histograms of one name show of replicas that can tell, that never could, and that no longer can; `spelled` is the
 * threshold that they are asked about.
 */
export function inputsOf(name: string, spelled: readonly string[]): readonly Input[] {
  const replica = (pod: string, labels: Labels, all: string, buckets: Labels): readonly Input[] => {
    const own = { ...labels, pod: `${pod}-${name}` };
    return [
      [`${name}_count{${pairs(own)}}`, all],
      ...Object.entries({ ...buckets, '+Inf': all }).map(
        ([le, values]): Input => [`${name}_bucket{${pairs({ ...own, le })}}`, values],
      ),
    ];
  };
  const telling = (pod: string, labels: Labels, { all, late }: Counted, le: string, times = ALL_ALONG) =>
    replica(pod, labels, rising(all, times), { [le]: rising(all - late, times) });
  const blind = (pod: string, labels: Labels, times = ALL_ALONG) =>
    replica(pod, labels, rising(ELSE.all, times), { [OTHER_BOUND]: rising(1, times) });
  const [python = '', go = python] = spelled;
  return [
    ...GROUPS.flatMap(({ labels, counted }, index) => [
      ...telling('telling', labels, counted, index % 2 === 0 ? python : go),
      ...blind('blind', labels),
    ]),
    ...telling('gone', HOME, GONE, go, until(14)),
    ...blind('blind-gone', HOME, until(14)),
    ...blind('blind-long-gone', HOME, until(5)),
    ...replica('changed', HOME, rising(ELSE.all, ALL_ALONG), { [python]: rising(1, until(7)) }),
    ...STRANGERS.flatMap((labels) => [...telling('telling', labels, ELSE, python), ...blind('blind', labels)]),
  ];
}

/** Labels as a selector has them. */
export function pairs(labels: Labels): string {
  return Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(',');
}
