import * as common from '@grafana/grafana-foundation-sdk/common';
import { DataqueryBuilder } from '@grafana/grafana-foundation-sdk/prometheus';
import type { PanelBuilder as Stat } from '@grafana/grafana-foundation-sdk/stat';
import { text } from '../promql/build.js';
import { everyMoment } from '../signals/scraping/events.js';
import { panelView } from '../signals/vocabulary/view.js';
import type { StatPanel } from './dashboard.js';
import { type QueryContext, refIdOf, target } from './queries.js';
import { DATASOURCE } from './variables.js';

/** The name of what is joined with the values, and is not shown. */
const CLOCK = 'every moment';

/**
 * A value with what it was over the time shown behind it. Grafana takes the last value that there was for the one of now, however long
 * ago: joined with a series that is always there, moments without a value are empty, and an empty last one says so in words.
 */
export function trendOf(builder: Stat, { queries }: StatPanel, context: QueryContext): Stat {
  const clock = new DataqueryBuilder()
    .datasource(DATASOURCE)
    .refId(refIdOf(queries.length))
    .expr(text(everyMoment.query(panelView(context.cluster, []))))
    .legendFormat(CLOCK)
    .range();
  return builder
    .targets([...queries.map((query, index) => target(query, index, context, 'range')), clock])
    .withTransformation({ id: 'joinByField', options: { byField: 'Time', mode: 'outer' } })
    .graphMode(common.BigValueGraphMode.Area)
    .reduceOptions(
      new common.ReduceDataOptionsBuilder().calcs(['last']).fields(`/^(?!Time$|${CLOCK}$)/`).values(false),
    );
}
