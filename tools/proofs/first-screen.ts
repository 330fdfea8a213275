import { simulatedEnvironment } from '@arks-monitoring/simulator/environment.js';
import type { Fault } from '@arks-monitoring/simulator/faults/fault.js';
import type { Firing } from '@arks-monitoring/simulator/firings.js';
import { runPromtool } from '@arks-monitoring/simulator/prometheus/promtool.js';
import { z } from 'zod';
import { planned } from '../../src/documented/planned.js';

const TILE = 'Critical alerts';
const shape = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).default([]) })),
});

/**
 * Whether the tile of critical alerts on the first screen of Overview counts one, and so is red, at the moment at which the first of a
 * fault fires, and none where none does: what promtool says where it is not so, or else an empty text.
 */
export async function tileComplaint(promtool: string, fault: Fault, found: readonly Firing[]): Promise<string> {
  const environment = simulatedEnvironment(fault.settings);
  const { critical } = environment.alerts.severities;
  const json = planned(environment).drawn.find(({ uid }) => uid === 'arks-overview')?.json ?? '{"panels":[]}';
  const tile = shape.parse(JSON.parse(json)).panels.find(({ title }) => title === TILE);
  const asked = tile?.targets[0]?.expr.replaceAll(/\$[a-z_]\w*/g, '.*');
  if (asked === undefined) return `there is no tile "${TILE}"`;
  const paging = found.filter(({ labels }) => labels['severity'] === critical);
  const first = Math.min(...paging.map(({ firstMinute }) => firstMinute));
  const firing = found.filter(({ firstMinute, lastMinute }) =>
    paging.length === 0 ? true : firstMinute <= first && first <= lastMinute,
  );
  const series = [...new Set(firing.map(({ alert, labels }) => seriesText(alert, labels)))];
  const tests = [
    {
      interval: '1m',
      input_series: series.map((one) => ({ series: one, values: '1x1' })),
      promql_expr_test: [
        {
          expr: `max(${asked}) >= bool 1`,
          eval_time: '1m',
          exp_samples: paging.length === 0 ? [] : [{ labels: '{}', value: 1 }],
        },
      ],
    },
  ];
  const { ok, output } = await runPromtool(promtool, ['test', 'rules', 'test.yml'], { 'test.yml': { tests } });
  return ok ? '' : output;
}

function seriesText(alert: string, labels: Readonly<Record<string, string>>): string {
  const all = { ...labels, alertname: alert, alertstate: 'firing' };
  return `ALERTS{${Object.entries(all)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(',')}}`;
}
