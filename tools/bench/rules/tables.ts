import { type Column, table } from '../markdown.js';
import type { GroupCost, RuleCost } from './rule-cost.js';

/** What all groups cost at one size of the fleet. */
export interface FleetCost {
  readonly replicas: number;
  readonly applications: number;
  /** Scrapes of a replica in the window of a rate; fewer than the interval promises make rules cheaper than they are. */
  readonly scrapesPerReplica: number;
  /** Processor time over time in the last minute, scrapes included; other programs on the machine hardly change it. */
  readonly cores: number;
  readonly groups: readonly GroupCost[];
  /** To evaluate every rule as often as it is due in the shortest interval of all. */
  readonly processorSeconds: number;
}

/** A row of a table, with all that is measured of it added up. */
interface Row {
  readonly title: string;
  readonly rules: readonly RuleCost[];
  readonly seconds: number;
  readonly shareOfInterval: number;
  /** Nothing where groups of several intervals are added up. */
  readonly interval?: number;
}

/** So many rules are named one by one. */
const DEAREST = 15;
const number = true as const;

/** A Markdown table with a row for each size: what grows with the fleet, and what it comes to for one replica or application. */
export function sizesTable(costs: readonly FleetCost[]): string {
  const columns: readonly Column<FleetCost & { readonly all: Row }>[] = [
    { title: 'replicas', cell: ({ replicas }) => String(replicas), number },
    { title: 'applications', cell: ({ applications }) => String(applications), number },
    { title: 'scrapes in 5m', cell: ({ scrapesPerReplica }) => scrapesPerReplica.toFixed(2), number },
    { title: 'samples per interval', cell: ({ groups }) => samplesPerInterval(groups).toFixed(0), number },
    {
      title: 'per replica',
      cell: ({ groups, replicas }) => (samplesPerInterval(groups) / replicas).toFixed(0),
      number,
    },
    { title: 'samples, all rules once', cell: ({ all }) => String(samples(all.rules)), number },
    { title: 'series written', cell: ({ all }) => String(series(all.rules)), number },
    {
      title: 'per application',
      cell: ({ all, applications }) => (series(all.rules) / applications).toFixed(1),
      number,
    },
    { title: 'processor s per interval', cell: ({ processorSeconds }) => processorSeconds.toFixed(3), number },
    { title: 'share of the interval', cell: ({ all }) => percent(all.shareOfInterval), number },
    { title: 'cores', cell: ({ cores }) => cores.toFixed(3), number },
  ];
  return table(
    columns,
    costs.map((cost) => ({ ...cost, all: together(cost.groups) })),
  );
}

/** The costs at one size as a Markdown table, dearest group first, with a line for all together. */
export function groupsTable({ replicas, applications, groups }: FleetCost): string {
  const rows = groups
    .map(({ group, ...cost }): Row => ({ title: group, ...cost }))
    .sort((a, b) => samples(b.rules) - samples(a.rules))
    .concat(together(groups));
  const columns: readonly Column<Row>[] = [
    { title: 'group', cell: ({ title }) => title },
    { title: 'rules', cell: ({ rules }) => String(rules.length), number },
    { title: 'interval', cell: ({ interval }) => (interval === undefined ? '' : `${interval}s`), number },
    { title: 'seconds per evaluation', cell: ({ seconds }) => seconds.toFixed(3), number },
    { title: 'share of its interval', cell: ({ shareOfInterval }) => percent(shareOfInterval), number },
    { title: 'samples per evaluation', cell: ({ rules }) => String(samples(rules)), number },
    { title: 'series written', cell: ({ rules }) => String(series(rules)), number },
  ];
  return [`${replicas} replicas in ${applications} applications`, '', table(columns, rows)].join('\n');
}

/** The rules that read most samples at one size, and their share of all. */
export function dearestRules({ groups }: FleetCost): string {
  const all = groups.flatMap(({ rules }) => rules);
  const columns: readonly Column<RuleCost>[] = [
    { title: 'rule', cell: ({ name }) => `\`${name}\`` },
    { title: 'runtime', cell: ({ runtime }) => runtime },
    { title: 'samples per evaluation', cell: (rule) => String(rule.samples), number },
    { title: 'of all', cell: (rule) => percent(rule.samples / samples(all)), number },
    { title: 'series written', cell: (rule) => String(rule.series), number },
  ];
  return table(columns, all.toSorted((a, b) => b.samples - a.samples).slice(0, DEAREST));
}

function together(groups: readonly GroupCost[]): Row {
  return {
    title: 'all together',
    rules: groups.flatMap(({ rules }) => rules),
    seconds: groups.reduce((sum, { seconds }) => sum + seconds, 0),
    shareOfInterval: groups.reduce((sum, { shareOfInterval }) => sum + shareOfInterval, 0),
  };
}

/** What rules read in the shortest interval of all; those of a longer one count for their part. */
function samplesPerInterval(groups: readonly GroupCost[]): number {
  const shortest = Math.min(...groups.map(({ interval }) => interval));
  return groups.reduce((sum, { rules, interval }) => sum + (samples(rules) * shortest) / interval, 0);
}

function samples(rules: readonly RuleCost[]): number {
  return rules.reduce((sum, rule) => sum + rule.samples, 0);
}

function series(rules: readonly RuleCost[]): number {
  return rules.reduce((sum, rule) => sum + rule.series, 0);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
