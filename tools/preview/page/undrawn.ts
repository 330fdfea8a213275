import { createTheme } from '@grafana/data';
import { type Answer, type Ask, keyOf } from '../model/answer.js';
import type { Dashboard, Panel } from '../model/dashboard.js';
import { worded } from '../model/interpolate.js';
import { GRID, placed } from '../model/layout.js';
import type { PageSet } from '../model/page-data.js';
import type { Drawn, Report } from '../model/report.js';
import { resolvedVariables } from '../model/variables.js';
import { panelData } from './panel-data.js';
import { panelReport } from './panel-report.js';
import { fillRegistries } from './registries.js';

export interface UndrawnProps {
  readonly dashboard: Dashboard;
  readonly set: Pick<PageSet, 'name' | 'shown' | 'answers'>;
  readonly theme: 'dark' | 'light';
}

const UNANSWERED: Answer = { series: [], values: [], error: 'this is not in the data of the page' };
/** Pixels above the first panel, as they are drawn on a large screen. */
const HEADER = 160;

fillRegistries();

/**
 * What a page would draw of a dashboard, as it is opened and with every row open, as far as that follows from its structure and its data: what
 * a browser makes of it, axes, widths of tables and texts that are cut, is not there.
 */
export async function undrawn({ dashboard, set, theme: mode }: UndrawnProps): Promise<Drawn> {
  const theme = createTheme({ colors: { mode } });
  const ask: Ask = async (request) => set.answers[keyOf(request)] ?? UNANSWERED;
  const variables = await resolvedVariables(dashboard, {}, set.shown, ask);
  const reportOf = async (isOpen: (row: Panel) => boolean): Promise<Report> => ({
    uid: dashboard.uid,
    set: set.name,
    problems: [],
    height: 0,
    header: HEADER,
    background: theme.colors.background?.primary ?? '',
    panels: await Promise.all(
      placed(dashboard, variables, isOpen)
        .filter(({ panel }) => panel.type !== 'row')
        .map(async (item) =>
          panelReport({
            item,
            width: GRID.width,
            data: await panelData({ item, variables, shown: set.shown, ask, theme }),
            theme,
            axes: [],
            collapsed: false,
            words: (text) => worded(text, variables, item.scoped),
            failure: undefined,
          }),
        ),
    ),
  });
  return { opened: await reportOf(({ collapsed }) => collapsed !== true), whole: await reportOf(() => true) };
}
