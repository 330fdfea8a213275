import type { GroupCost } from './rule-cost.js';

/** What all groups cost at one size of the fleet. */
export interface FleetCost {
  readonly replicas: number;
  readonly applications: number;
  /** Scrapes of a replica in the window of a rate; fewer than the interval promises make rules cheaper than they are. */
  readonly scrapesPerReplica: number;
  /** Processor time over time in the last minute, scrapes included; other programs on the machine hardly change it. */
  readonly cores: number;
  readonly groups: readonly GroupCost[];
}

/** A Markdown table with a row for each size: what grows with the fleet, and what it comes to for one replica or application. */
export function sizesTable(costs: readonly FleetCost[]): string {
  return [
    '| replicas | applications | scrapes in 5m | samples per evaluation | per replica | series written | per application | share of the interval | cores |',
    '|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...costs.map(({ replicas, applications, scrapesPerReplica, cores, groups }) => {
      const { samples, series, shareOfInterval } = together(groups);
      return `| ${replicas} | ${applications} | ${scrapesPerReplica.toFixed(2)} | ${samples} | ${(samples / replicas).toFixed(0)} | ${series} | ${(series / applications).toFixed(1)} | ${percent(shareOfInterval)} | ${cores.toFixed(3)} |`;
    }),
  ].join('\n');
}

/** The costs at one size as a Markdown table, dearest group first, with a line for all together. */
export function groupsTable({ replicas, applications, groups }: FleetCost): string {
  const rows = [...groups].sort((a, b) => b.samples - a.samples).concat(together(groups));
  return [
    `${replicas} replicas in ${applications} applications`,
    '',
    '| group | rules | seconds per evaluation | share of its interval | samples per evaluation | series written |',
    '|---|--:|--:|--:|--:|--:|',
    ...rows.map(
      (row) =>
        `| ${row.group} | ${row.rules} | ${row.seconds.toFixed(3)} | ${percent(row.shareOfInterval)} | ${row.samples} | ${row.series} |`,
    ),
  ].join('\n');
}

function together(groups: readonly GroupCost[]): GroupCost {
  const sum = (of: (cost: GroupCost) => number) => groups.reduce((total, cost) => total + of(cost), 0);
  return {
    group: 'all together',
    rules: sum(({ rules }) => rules),
    seconds: sum(({ seconds }) => seconds),
    shareOfInterval: sum(({ shareOfInterval }) => shareOfInterval),
    samples: sum(({ samples }) => samples),
    series: sum(({ series }) => series),
  };
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
