import type { Examination, SourceName, Sources } from './examination.js';
import type { Finding } from './finding.js';

/** One question, answered from what the sources said: the same answers lead to the same findings. */
export interface Check {
  /** Stable: scripts rely on it. */
  readonly id: string;
  readonly needs: readonly SourceName[];
  readonly examine: (examination: Examination) => readonly Finding[];
}

/** A finding as a check says it. */
export type FindingOf = Omit<Finding, 'check'>;

/** A check that runs where these sources have answered, each of which it gets. */
export function check<Needed extends SourceName>(
  id: string,
  needs: readonly Needed[],
  examine: (sources: Required<Pick<Sources, Needed>>, examination: Examination) => readonly FindingOf[],
): Check {
  const has = (sources: Sources): sources is Sources & Required<Pick<Sources, Needed>> =>
    needs.every((source) => sources[source] !== undefined);
  return {
    id,
    needs,
    examine: (examination) =>
      has(examination.sources)
        ? examine(examination.sources, examination).map((finding) => ({ check: id, ...finding }))
        : [],
  };
}
