import {
  converter,
  differenceCiede2000,
  filterDeficiencyDeuter,
  filterDeficiencyProt,
  filterDeficiencyTrit,
  type Rgb,
  wcagContrast,
} from 'culori';

const rgb = converter('rgb');
const lch = converter('lch');
const difference = differenceCiede2000();
/** Eyes, by what they lack: all of one kind of cone, after Machado, Oliveira and Fernandes (2009). */
const EYES: Readonly<Record<string, (colour: Rgb) => Rgb>> = {
  'full colour vision': (colour) => colour,
  protanopia: filterDeficiencyProt(1),
  deuteranopia: filterDeficiencyDeuter(1),
  tritanopia: filterDeficiencyTrit(1),
};
/** Of CIEDE2000: the closest pair of Okabe and Ito's palette is at 11, and pairs below this look alike in a thin line. */
const LEAST_DIFFERENCE = 7;
/** Degrees of CIE Lab: red is at 40, amber at 75, Grafana's yellow at 90, green from 135 to 165, sky at 245. */
const HUES = { alarm: [0, 92], calm: [110, 190] } as const;
const LEAST_CHROMA = 25;

/** The first eyes that do not tell two colours apart; undefined where all do. */
export function alikeTo(one: string, other: string): string | undefined {
  const [first, second] = [rgb(one), rgb(other)];
  if (first === undefined || second === undefined) return undefined;
  return Object.entries(EYES).find(([, seen]) => difference(seen(first), seen(second)) < LEAST_DIFFERENCE)?.[0];
}

/** Contrast of two colours, 1 to 21, as WCAG 2 counts it. */
export function contrast(one: string, other: string): number {
  return wcagContrast(one, other);
}

/** What a colour says where something is judged: red and amber alarm, green calms, others say nothing. */
export function meaningOf(colour: string): 'alarm' | 'calm' | 'none' {
  const { h = 0, c = 0 } = lch(colour) ?? {};
  if (c < LEAST_CHROMA) return 'none';
  const within = ([from, to]: readonly [number, number]) => h >= from && h <= to;
  if (within(HUES.alarm)) return 'alarm';
  return within(HUES.calm) ? 'calm' : 'none';
}
