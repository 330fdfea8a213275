/** What one series does during one phase: a gauge stays at a value, a counter rises at a rate. */
export type Sample =
  | { readonly kind: 'gauge'; readonly name: string; readonly labels: Labels; readonly value: number }
  | { readonly kind: 'counter'; readonly name: string; readonly labels: Labels; readonly perSecond: number };

export type Labels = Readonly<Record<string, string>>;

/** Everything that is scraped at one time. */
export type Scene = readonly Sample[];

/** A scene that lasts for some minutes. With `reset`, every counter starts from zero, as after a restart. */
export interface Phase {
  readonly scene: Scene;
  readonly minutes: number;
  readonly reset?: true;
}

/** A series as promtool takes it: one value a step. */
export interface InputSeries {
  readonly series: string;
  readonly values: string;
}

const SECONDS_PER_MINUTE = 60;
/** Where counters start: an engine that has been running for a while. */
const COUNTER_START = 1_000;

/** Phases that follow each other, each with the minutes it lasts. */
export function following(...phases: readonly (readonly [minutes: number, scene: Scene])[]): readonly Phase[] {
  return phases.map(([minutes, scene]) => ({ scene, minutes }));
}

/** The input series of a story, one value a step. A series that a phase lacks goes stale, as that of a target that is gone. */
export function inputSeries(phases: readonly Phase[], stepMinutes = 1): readonly InputSeries[] {
  const titled = phases.map(({ minutes, ...phase }) => ({
    ...phase,
    count: minutes / stepMinutes,
    samples: new Map(phase.scene.map((sample) => [title(sample), sample])),
  }));
  const titles = new Set(titled.flatMap(({ samples }) => [...samples.keys()]));
  return [...titles].map((series) => ({
    series,
    values: values(
      titled.map(({ samples, ...phase }) => ({ ...phase, sample: samples.get(series) })),
      stepMinutes,
    ),
  }));
}

/** What one series does in one phase after another. */
interface Part extends Pick<Phase, 'reset'> {
  readonly count: number;
  readonly sample: Sample | undefined;
}

function values(parts: readonly Part[], stepMinutes: number): string {
  let total = COUNTER_START;
  let present = false;
  return parts
    .map(({ sample, count, reset }) => {
      const before = present;
      present = sample !== undefined;
      if (sample === undefined) return before ? `stale${count > 1 ? ` _x${count - 1}` : ''}` : `_x${count}`;
      if (sample.kind === 'gauge') return run(sample.value, 0, count);
      if (reset) total = 0;
      const perStep = sample.perSecond * SECONDS_PER_MINUTE * stepMinutes;
      const start = total;
      total += perStep * count;
      return run(start, perStep, count);
    })
    .join(' ');
}

/** `a+bxn` gives n+1 values. */
function run(start: number, step: number, count: number): string {
  return `${rounded(start)}+${rounded(step)}x${count - 1}`;
}

function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

function title({ name, labels }: Sample): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${JSON.stringify(value)}`);
  return `${name}{${pairs.join(',')}}`;
}
