import { closeSync, openSync, writeSync } from 'node:fs';
import { startHistory } from '@arks-monitoring/simulator/prometheus/history.js';
import type { PrometheusPrograms } from '@arks-monitoring/simulator/prometheus/provide.js';
import type { PrometheusServer } from '@arks-monitoring/simulator/prometheus/server.js';
import type { Objective } from '../../../src/config/objectives.js';
import { durationSeconds } from '../../../src/lib/duration.js';
import { seriesNames } from '../../../src/promql/names.js';

import type { RuleGroup } from '../../../src/rules/rule-group.js';
import { objectiveBad, objectiveTotal } from '../../../src/signals/objectives/objectives.js';

/** A round number of steps of any window. */
const END = 1_800_000_000;
/** As often as rules are evaluated. */
const STEP_SECONDS = 30;
/** Windows of a day and more are read in steps of so many, each of which has one sample whatever lies between. */
const COARSE_SECONDS = 300;
const DAY_SECONDS = 86_400;
const LATELY_SECONDS = 600;

interface Props {
  readonly objective: Objective;
  readonly groups: readonly RuleGroup[];
  readonly applications: number;
  readonly programs: PrometheusPrograms;
}

/**
 * A Prometheus that holds what the rules of an objective read: events of its whole window for each application, every 30 s over the
 * last day as they are recorded, and before that as far apart as they are read; everything else of the last minutes.
 */
export async function objectiveHistory({
  objective,
  groups,
  applications,
  programs,
}: Props): Promise<{ readonly prometheus: PrometheusServer; readonly end: number }> {
  const names = new Set(groups.flatMap(({ rules }) => rules.flatMap(({ expr }) => seriesNames(expr))));
  const write = (file: string) => {
    const open = openSync(file, 'w');
    for (const name of names) {
      const isOverWindow = name === objectiveBad.record || name === objectiveTotal.record;
      const times = isOverWindow ? timesOf(durationSeconds(objective.window)) : timesOf(LATELY_SECONDS);
      writeSync(open, `# TYPE ${name} gauge\n`);
      for (let index = 0; index < applications; index += 1) {
        const labels = `slo="${objective.name}",namespace="tenant-${index % 7}",application="app-${index}"`;
        writeSync(
          open,
          times.map((time) => `${name}{${labels}} ${name === objectiveBad.record ? 0.01 : 1} ${time}\n`).join(''),
        );
      }
    }
    writeSync(open, '# EOF\n');
    closeSync(open);
  };
  return { prometheus: await startHistory(programs, write), end: END };
}

/** Times up to the end, both ends included. */
function timesOf(seconds: number): readonly number[] {
  const fine = Math.min(seconds, DAY_SECONDS);
  const count = (of: number, step: number) => Array.from({ length: of / step }, (_, index) => index * step);
  const before = count(seconds - fine, COARSE_SECONDS).map((offset) => END - seconds + offset);
  return [...before, ...count(fine, STEP_SECONDS).map((offset) => END - fine + offset), END];
}
