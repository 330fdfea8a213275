import { extraDashboards } from '../dashboards/extra.js';
import type { Loaded } from '../files/load.js';
import { othersDrawnTwice } from '../files/one-grafana.js';
import { type Parts, whole } from '../files/parts.js';
import { type Problem, startOf } from '../lib/problem.js';

/** Dashboards beside ours that two environments of a folder deliver to one Grafana under one uid, each with the files of both. */
export function extraDrawnTwice({ environments, parts }: Pick<Loaded, 'environments' | 'parts'>): readonly Problem[] {
  return othersDrawnTwice([...environments.map(whole), ...parts].toSorted(byFile), (environment) =>
    extraDashboards(environment).dashboards.map(({ file, dashboard: { uid } }) => ({ uid, place: startOf(file) })),
  );
}

function byFile(one: Parts, other: Parts): number {
  return one.environment.file < other.environment.file ? -1 : 1;
}
