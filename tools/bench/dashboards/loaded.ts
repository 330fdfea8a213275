import { z } from 'zod';
import type { BuiltDashboard } from '../../../src/dashboards/index.js';
import { SECONDS_PER_HOUR } from '../../../src/lib/duration.js';
import { printTree } from '../../../src/promql/format.js';
import { parsePromql } from '../../../src/promql/parse.js';
import { allOfWorst } from '../../../src/promql/worst.js';
import { type Records, rawForm } from '../queries/raw-form.js';

/** A query that Grafana sends when a dashboard is opened, with All chosen everywhere. */
export interface LoadedQuery {
  /** Records are read for it, or raw series where nothing is recorded. */
  readonly recorded: string;
  /** The same asked of raw series alone. */
  readonly raw: string;
  /** How often it is evaluated to draw six hours: once, or at each step. */
  readonly steps: number;
}

const HOURS = 6;
/** Four scrapes, as Grafana takes it where the step is no longer than that. */
const RATE_SCRAPES = 4;
/** The step of a total over the time shown: what is asked of one is asked of each of them. */
const TOTAL_SECONDS = 300;
/** With All every value matches, and series without the label as well. */
const ANYTHING = /\w+=~"\$\w+\|?",?/g;

const target = z.object({ expr: z.string(), instant: z.boolean().default(false) });
const panel = z.object({ targets: z.array(target).default([]) });
const shape = z.object({ panels: z.array(panel) });

/** Everything that the panels of a dashboard ask when it is opened: nothing of closed rows, as Grafana has it, where scrapes are so many seconds apart. */
export function loadedBy({ json }: BuiltDashboard, records: Records, scrapeSeconds: number): readonly LoadedQuery[] {
  const { panels } = shape.parse(JSON.parse(json));
  return panels
    .flatMap(({ targets }) => targets)
    .map(({ expr, instant }) => {
      const whole = parsePromql(expr);
      // The worst are chosen by the points that are drawn, each read once more.
      const chosenFrom = allOfWorst(whole);
      const readings = chosenFrom === undefined ? 1 : 2;
      const asked = printTree(chosenFrom ?? whole);
      const totals = asked.includes('$__range') ? (HOURS * SECONDS_PER_HOUR) / TOTAL_SECONDS : 1;
      const recorded = printTree(parsePromql(filledIn(asked, scrapeSeconds)));
      return {
        recorded,
        raw: rawForm(recorded, records, scrapeSeconds),
        steps: totals * readings * (instant ? 1 : (HOURS * SECONDS_PER_HOUR) / scrapeSeconds),
      };
    });
}

function filledIn(expr: string, scrapeSeconds: number): string {
  return expr
    .replaceAll('$__rate_interval', `${RATE_SCRAPES * scrapeSeconds}s`)
    .replaceAll('$__range', `${TOTAL_SECONDS}s`)
    .replace(ANYTHING, '')
    .replaceAll(/,?\s*\}/g, '}')
    .replaceAll('{}', '');
}
