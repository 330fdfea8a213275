import type { Counted } from '../../src/config/own-events.js';
import { seriesNames } from '../../src/promql/names.js';
import { environmentOf } from '../support/environment.js';
import { type Input, playRecord, type RecordCase } from '../support/record-test.js';
import { SEEN, type Seen } from './objectives-counted-scene.js';
import type { EventStory } from './objectives-event-story.js';
import { pairs } from './objectives-judged-scene.js';
import { namedStories } from './objectives-named.js';
import { BAD, countingRules, TOTAL } from './objectives-recorded.js';
import type { PlayedStory } from './play.js';

type Sums = ReadonlyMap<string, number>;

const TESTS: Readonly<Record<string, (value: string, wanted: string) => boolean>> = {
  '=': (value, wanted) => value === wanted,
  '!=': (value, wanted) => value !== wanted,
  '=~': (value, wanted) => new RegExp(`^(?:${wanted})$`).test(value),
  '!~': (value, wanted) => !new RegExp(`^(?:${wanted})$`).test(value),
};

/** Whether a series is of what is counted: of a histogram that of its observations, or that of one bucket. */
function isCounted({ name, labels }: Seen, { metric, record, matchers, atMost }: Counted): boolean {
  const names = atMost === undefined ? [record, metric, `${metric}_count`] : [`${metric}_bucket`];
  const isOfBound = atMost === undefined || Number(labels['le']) === atMost;
  return (
    names.includes(name) &&
    isOfBound &&
    matchers.every(({ label, operator, value }) => TESTS[operator]?.(labels[label] ?? '', value) === true)
  );
}

/** What an objective counts of one cluster, by the labels that it tells apart. */
function told({ objective, settings }: EventStory, cluster: string): { readonly bad: Sums; readonly total: Sums } {
  const [{ events, selector } = {}] =
    environmentOf({ ...settings, slos: [{ name: 'objective', objectivePercent: 99, ...objective }] }).slos ?? [];
  if (events === undefined) throw new Error('an objective names no events');
  const selected = Object.entries(selector ?? {}).filter(([, value]) => value !== undefined);
  const sums = (counted: Counted): Sums => {
    const found = new Map<string, number>();
    for (const one of SEEN.filter((each) => each.isOurs && each.labels['cluster'] === cluster)) {
      if (!isCounted(one, counted) || !selected.every(([label, value]) => one.labels[label] === value)) continue;
      const labels = ['cluster', ...events.by].map((label) => [label, one.labels[label] ?? '']);
      const key = pairs(Object.fromEntries([...labels, ...selected]));
      found.set(key, (found.get(key) ?? 0) + one.perSecond);
    }
    return found;
  };
  const total = sums(events.total);
  const none = new Map([...total.keys()].map((key) => [key, 0]));
  if (events.bad !== undefined) return { total, bad: new Map([...none, ...sums(events.bad)]) };
  const good = events.good === undefined ? total : sums(events.good);
  return { total, bad: new Map([...total].map(([key, all]) => [key, Math.max(0, all - (good.get(key) ?? 0))])) };
}

function countedStory(story: EventStory): PlayedStory {
  const groups = countingRules(story.objective, story.settings);
  const read = new Set(groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => seriesNames(expr))));
  const inputs = SEEN.filter(({ name }) => read.has(name)).map(({ name, labels, perSecond }): Input => {
    return [`${name}{${pairs(labels)}}`, name.includes(':') ? `${perSecond}x20` : `0+${perSecond * 60}x20`];
  });
  const samples = [...new Set(SEEN.map(({ labels }) => labels['cluster'] ?? ''))].flatMap((cluster) => {
    const { bad, total } = told(story, cluster);
    return [[BAD, bad] as const, [TOTAL, total] as const].flatMap(([record, sums]) =>
      [...sums].map(([labels, value]) => [`{${labels},slo="objective",record="${record}"}`, value] as const),
    );
  });
  const one: RecordCase = {
    title: `${story.title}, wherever there is something to count`,
    record: BAD,
    expr: [BAD, TOTAL].map((record) => `label_replace(${record}, "record", "${record}", "", "")`).join(' or '),
    inputs,
    samples,
  };
  return { title: one.title, groups, complaint: (program, own) => playRecord(program, BAD, [one], own) };
}

/** Every objective of the stories of named events, each once, with everything that there can be to count. */
export const countedStories: readonly PlayedStory[] = [
  ...new Map(namedStories.map((story) => [JSON.stringify(story.objective), story])).values(),
].map(countedStory);
