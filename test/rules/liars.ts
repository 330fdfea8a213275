import { seriesNames } from '../../src/promql/names.js';
import type { RuleGroup } from '../../src/rules/rule-group.js';
import { inputSeries, type Sample, type Scene } from '../stories/timeline.js';
import { promtool } from '../support/promtool.js';
import { HONEST, LIAR, ofTenant, platform, type Shown } from './liar-fleet.js';

/** What a liar does to what he shows under a name. */
export const LIES = ['honest', 'thousandfold', 'zero', 'absent'] as const;
export type Lie = (typeof LIES)[number];

/** Two windows of the recorded rates. */
const MINUTES = 10;
/** Often enough for what records read of each other, in whichever order groups are evaluated. */
const EVALUATED = '2m';
const TRUE = 'nobody-lies';

/** What a liar shows instead of a sample. */
const LIED: Readonly<Record<Lie, (sample: Sample) => Scene>> = {
  honest: (sample) => [sample],
  thousandfold: (sample) => [times(sample, 1_000)],
  zero: (sample) => [times(sample, 0)],
  absent: () => [],
};

function times(sample: Sample, factor: number): Sample {
  return sample.kind === 'gauge'
    ? { ...sample, value: sample.value * factor }
    : { ...sample, perSecond: sample.perSecond * factor };
}

/** A world in which the liar lies about each name as is said. */
export type World = (name: string) => Lie;

/** What is scraped in a world, of these pods of each tenant, and of the liar's targets that are called like parts of the platform. */
function worldScene(world: World, pages: readonly Shown[], posing: Scene): Scene {
  const lied = ofTenant(LIAR, pages).flatMap((sample) => LIED[world(sample.name)](sample));
  return [...platform, ...ofTenant(HONEST, pages), ...lied, ...posing];
}

/** What of the records and alerts of a world is asked for. */
type Question = (cluster: string) => string;

/** Which records and alerts are asked for together: promtool takes 10,000 samples in one expression. */
const KINDS = ['(pod|application):.+', 'slo:.+', 'ALERTS|(gateway|tenant|cluster):.+'] as const;
const [OF_ENGINES, OF_OBJECTIVES] = KINDS;

/** A selector of records or alerts with these matchers; each carries its name as a label, since an operator takes that away. */
const told =
  (names: string, matchers: string): Question =>
  (cluster) =>
    `label_replace({__name__=~"${names}",cluster="${cluster}",${matchers}}, "is", "$1", "__name__", "(.+)")`;

/** What differs in a world from the one in which nobody lies: more, less or other, as an expression each. */
function differences(question: Question, cluster: string): Differences {
  const [here, there] = [question(cluster), question(TRUE)];
  return {
    more: `${here} unless ignoring (cluster) ${there}`,
    less: `${there} unless ignoring (cluster) ${here}`,
    // Sums of the same in another order differ in the last bits.
    other: `abs(${here} / ignoring (cluster) ${there} - 1) > 0.000000001`,
  };
}

interface Differences {
  readonly more: string;
  readonly less: string;
  readonly other: string;
}

/** Where nobody lies, something is said of whoever is honest: so many records, and alerts that at least wait. */
const HEARD = { records: 60, alerts: 10 };

interface Play {
  readonly groups: readonly RuleGroup[];
  readonly pages: readonly Shown[];
  /** By the cluster that each is in. */
  readonly worlds: Readonly<Record<string, World>>;
  /** What the liar has scraped under the jobs of the platform, by the same; nothing where nothing is said. */
  readonly posing?: Readonly<Record<string, Scene>>;
  /** Objectives that one liar may change for everybody. */
  readonly shared: readonly string[];
}

/**
 * Plays worlds side by side, each in a cluster of its own, beside one where nobody lies: outside of the namespace of the liar, and of what
 * is shared, nothing may differ; there and in it something must. What promtool has to complain about.
 */
export async function playWorlds(
  program: string,
  { groups, pages, worlds, posing = {}, shared }: Play,
): Promise<string> {
  const names = new Set(groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => seriesNames(expr))));
  const all: Play['worlds'] = { [TRUE]: () => 'honest', ...worlds };
  const scene = Object.entries(all).flatMap(([cluster, world]) =>
    worldScene(world, pages, posing[cluster] ?? [])
      .filter(({ name }) => names.has(name))
      .map((sample) => ({ ...sample, labels: { ...sample.labels, cluster } })),
  );
  const [own, ofAll] = [`namespace="${LIAR}"`, `slo=~"${shared.join('|')}"`];
  const notHis = `namespace!="${LIAR}",slo!~"${shared.join('|')}"`;
  const asked = [
    ...heard(),
    ...Object.keys(worlds).flatMap((cluster) => [
      ...KINDS.flatMap((names) => Object.values(differences(told(names, notHis), cluster))).map((expr) => ({
        expr,
        exp_samples: [],
      })),
      somewhere(differences(told(OF_ENGINES, own), cluster)),
      somewhere(differences(told(OF_OBJECTIVES, ofAll), cluster)),
    ]),
  ];
  const { ok, output } = await promtool(program, ['test', 'rules', 'test.yml'], {
    'rules.yml': { groups: groups.map((group) => ({ ...group, interval: EVALUATED })) },
    'test.yml': {
      rule_files: ['rules.yml'],
      evaluation_interval: EVALUATED,
      tests: [
        {
          interval: '1m',
          input_series: inputSeries([{ minutes: MINUTES + 1, scene }]),
          promql_expr_test: asked.map((one) => ({ ...one, eval_time: `${MINUTES}m` })),
        },
      ],
    },
  });
  return ok ? '' : output;
}

const isTrue = (expr: string) => ({ expr, exp_samples: [{ labels: '{}', value: 1 }] });

function somewhere({ less, other }: Differences) {
  return isTrue(`count(${less}) > bool 0 or count(${other}) > bool 0`);
}

function heard() {
  const honest = `cluster="${TRUE}",namespace="${HONEST}"`;
  return [
    isTrue(`count(count by (__name__) ({__name__=~".+:arks_.+",${honest}})) > bool ${HEARD.records}`),
    isTrue(`count(count by (alertname) (ALERTS{${honest}})) > bool ${HEARD.alerts}`),
  ];
}
