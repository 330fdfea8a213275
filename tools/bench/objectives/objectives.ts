import { property } from '@arks-monitoring/simulator/prometheus/answers.js';
import { providePrometheus } from '@arks-monitoring/simulator/prometheus/provide.js';
import { environmentSchema } from '../../../src/config/environment.js';
import { type Objective, objective } from '../../../src/config/objectives.js';
import { durationSeconds } from '../../../src/lib/duration.js';
import { planOf } from '../../../src/plan/plan.js';
import type { RuleGroup } from '../../../src/rules/rule-group.js';
import { table } from '../markdown.js';
import { versions } from '../versions.js';
import { objectiveHistory } from './objective-history.js';

const APPLICATIONS = [1, 10, 50, 200];
/** The shortest window and the longest. */
const OBJECTIVES: readonly Objective[] = (['7d', '30d'] as const).map((window) =>
  objective.parse({ name: 'first', indicator: 'firstToken', thresholdSeconds: 10, objectivePercent: 99, window }),
);

/** What the rules of one group of an objective cost at one evaluation. */
export interface ObjectiveCost {
  readonly window: string;
  readonly applications: number;
  readonly group: string;
  readonly intervalSeconds: number;
  readonly samples: number;
  readonly series: number;
  /** The rule that reads most, and how many samples. */
  readonly dearest: { readonly name: string; readonly samples: number };
}

/**
 * Counts what the rules of an objective that is grouped by application read and write at each of these numbers of applications, over a
 * history of its whole window. Counts, and the same each time: nothing is timed.
 */
export async function benchObjectives(words: readonly string[]): Promise<void> {
  const programs = providePrometheus();
  const costs: ObjectiveCost[] = [];
  for (const one of OBJECTIVES) {
    for (const applications of words.length === 0 ? APPLICATIONS : words.map(Number)) {
      console.error(`counting over ${one.window} of ${applications} applications`);
      costs.push(...(await costsOf(one, applications, programs)));
    }
  }
  console.log([versions(programs.prometheus), objectivesTable(costs)].join('\n\n'));
}

async function costsOf(
  one: Objective,
  applications: number,
  programs: ReturnType<typeof providePrometheus>,
): Promise<readonly ObjectiveCost[]> {
  const environment = { ...environmentSchema.parse({}), name: 'bench', file: 'environments/bench.yaml' };
  // What engines count is read as it is: an instant of each replica, and no history.
  const groups = planOf({ ...environment, slos: [one] })
    .promised.flatMap((promise) => promise.groups)
    .filter(({ name }) => !name.endsWith('-engines'));
  const { prometheus, end } = await objectiveHistory({ objective: one, groups, applications, programs });
  try {
    const costs: ObjectiveCost[] = [];
    for (const group of groups) {
      const rules = [];
      for (const rule of group.rules) {
        const name = 'record' in rule ? rule.record : `${rule.alert} ${rule.labels?.['long_window']}`;
        const data = await prometheus.api(`/query?stats=all&time=${end}&query=${encodeURIComponent(rule.expr)}`);
        const samples = Number(property(property(property(data, 'stats'), 'samples'), 'totalQueryableSamples'));
        const result = property(data, 'result');
        rules.push({ name, samples, series: 'record' in rule && Array.isArray(result) ? result.length : 0 });
      }
      costs.push({ window: one.window, applications, ...costOfGroup(group, rules) });
    }
    return costs;
  } finally {
    await prometheus.stop();
  }
}

function costOfGroup(
  { name, interval }: RuleGroup,
  rules: readonly { readonly name: string; readonly samples: number; readonly series: number }[],
) {
  const [dearest = { name: '', samples: 0 }] = rules.toSorted((a, b) => b.samples - a.samples);
  return {
    group: name.split('-').at(-1) ?? name,
    intervalSeconds: durationSeconds(interval),
    samples: rules.reduce((sum, { samples }) => sum + samples, 0),
    series: rules.reduce((sum, { series }) => sum + series, 0),
    dearest,
  };
}

/** A table of these, a row for each group, window and number of applications. */
export function objectivesTable(costs: readonly ObjectiveCost[]): string {
  return table<ObjectiveCost>(
    [
      { title: 'window', cell: ({ window }) => window },
      { title: 'group', cell: ({ group }) => group },
      { title: 'every', cell: ({ intervalSeconds }) => `${intervalSeconds}s` },
      { title: 'applications', cell: ({ applications }) => String(applications), number: true },
      { title: 'samples per evaluation', cell: ({ samples }) => String(samples), number: true },
      {
        title: 'per application',
        cell: ({ samples, applications }) => (samples / applications).toFixed(0),
        number: true,
      },
      { title: 'series written', cell: ({ series }) => String(series), number: true },
      { title: 'dearest rule', cell: ({ dearest }) => `\`${dearest.name}\`` },
      { title: 'samples of it', cell: ({ dearest }) => String(dearest.samples), number: true },
    ],
    costs.toSorted((a, b) => durationSeconds(a.window) - durationSeconds(b.window) || a.group.localeCompare(b.group)),
  );
}
