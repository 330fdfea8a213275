import type { Story, ToldAlert } from './story.js';
import type { Phase } from './timeline.js';

/** What only one alert has to stand: how it ends, or that it never fires. */
export interface SpecialStory {
  readonly alert: string;
  readonly title: string;
  readonly phases: readonly Phase[];
  /** Minutes from one scrape and evaluation to the next, where it is a long one; one without it. */
  readonly stepMinutes?: number;
  /** What it tells at the end of the last phase; without it, silence all along. */
  readonly told?: readonly ToldAlert[];
  /** What it tells on Prometheus 3, where a range holds one sample less and a rate is another: see AlertStories. */
  readonly leftOpen?: { readonly told: readonly ToldAlert[] };
  /** Settings under which it happens. */
  readonly settings?: object;
  /** What is otherwise in the settings whose rules still record: those of alerts are newer. */
  readonly recordedBy?: object;
}

/** The story as it is played: told at its end, or looked at every step. */
export function asStory({ title, phases, told, stepMinutes = 1 }: SpecialStory): Story {
  const end = phases.reduce((sum, { minutes }) => sum + minutes, 0);
  const story = { title, phases, stepMinutes };
  if (told !== undefined) return { ...story, expected: [{ minute: end - stepMinutes, alerts: told }] };
  const checks = Array.from({ length: end / stepMinutes }, (_, step) => step * stepMinutes);
  return { ...story, expected: checks.map((minute) => ({ minute, alerts: [] })) };
}
