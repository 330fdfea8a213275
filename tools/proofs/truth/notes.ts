import type { Labels } from '@arks-monitoring/simulator/operator/relabel.js';

/** A value at a scrape. */
export interface Noted {
  readonly labels: Labels;
  readonly value: number;
}

/** The state of the model at every scrape, by what it is. */
export interface Notes {
  readonly note: (what: string, step: number, labels: Labels, value: number) => void;
  /** Nothing where nothing was noted. */
  readonly at: (what: string, step: number) => readonly Noted[];
}

export function createNotes(): Notes {
  const notes = new Map<string, Map<number, Noted[]>>();
  return {
    note: (what, step, labels, value) => {
      const bySteps = notes.get(what) ?? new Map<number, Noted[]>();
      notes.set(what, bySteps);
      const there = bySteps.get(step) ?? [];
      bySteps.set(step, there);
      there.push({ labels, value });
    },
    at: (what, step) => notes.get(what)?.get(step) ?? [],
  };
}
