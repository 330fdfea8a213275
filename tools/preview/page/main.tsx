import './globals.js';
import { createTheme } from '@grafana/data';
import { createRoot } from 'react-dom/client';
import { type Answer, type Ask, keyOf } from '../model/answer.js';
import { worded } from '../model/interpolate.js';
import { type Placed, placed } from '../model/layout.js';
import type { PageData } from '../model/page-data.js';
import type { AxisReport, Report } from '../model/report.js';
import { resolvedVariables } from '../model/variables.js';
import { marksOf } from './annotations.js';
import { coloursOf } from './colours.js';
import { embedded } from './embedded.js';
import { type Filled, Page, widthOf } from './page.js';
import { panelData } from './panel-data.js';
import { panelReport } from './panel-report.js';
import { fillRegistries } from './registries.js';
import { addressed, addressOf, linked, type State, stateOf } from './state.js';

declare global {
  interface Window {
    /** How often the page has been drawn to its end; whoever takes a picture waits for it. */
    previewDrawn?: number;
    previewReport?: () => Report;
  }
}

const UNANSWERED: Answer = { series: [], values: [], error: 'this is not in the data of the page' };
/** Graphs and tables draw a moment after they are rendered. */
const SETTLED_MILLISECONDS = 200;

/** Draws what the address says, again whenever it changes. */
async function main(): Promise<void> {
  fillRegistries();
  const data: PageData = await embedded();
  const place = document.getElementById('page');
  if (place === null) throw new Error('the page must have a place to be drawn in');
  // Tiles are as large as their text lets them be: measured in another font, it would not fit.
  await Promise.all([...document.fonts].map((font) => font.load()));
  const root = createRoot(place);
  const toggled = new Set<number>();
  let drawn = 0;

  const draw = async () => {
    const state = stateOf(addressed(location, data), data);
    const { set, selection, allRows } = state;
    const { dashboard } = data;
    const theme = createTheme({ colors: { mode: state.theme } });
    const ask: Ask = async (request) => set.answers[keyOf(request)] ?? UNANSWERED;
    const variables = await resolvedVariables(dashboard, selection, set.shown, ask);
    const marks = await marksOf(dashboard, variables, set.shown, ask);
    const items = placed(
      dashboard,
      variables,
      ({ id, collapsed, panels = [] }) =>
        allRows || (collapsed === true) === toggled.has(id) || panels.some((panel) => panel.id === state.opened),
    );
    const filled: readonly Filled[] = await Promise.all(
      items.map(async (item) => ({ item, data: await panelData({ item, variables, shown: set.shown, ask, theme }) })),
    );
    const width = widthOf(innerWidth);
    const axes = new Map<Placed, readonly AxisReport[]>();
    const failures = new Map<Placed, string>();
    const change = (changed: Partial<Pick<State, 'set' | 'theme' | 'selection' | 'allRows'>>) => {
      const { opened: _, ...others } = state;
      location.assign(addressOf({ ...others, ...changed }, data));
    };
    document.body.style.background = coloursOf(theme).canvas;
    root.render(
      <Page
        data={data}
        state={state}
        variables={variables}
        marks={marks}
        filled={filled}
        theme={theme}
        width={width}
        change={change}
        toggle={(row) => {
          if (!toggled.delete(row)) toggled.add(row);
          void draw();
        }}
        drewAxes={(item, found) => axes.set(item, found)}
        failed={(item, error) => failures.set(item, error.message)}
      />,
    );
    const closed = new Set(
      dashboard.panels.filter(({ collapsed }) => collapsed === true).flatMap(({ panels = [] }) => panels),
    );
    window.previewReport = () => ({
      uid: dashboard.uid,
      set: set.name,
      problems: [],
      height: document.documentElement.scrollHeight,
      header: document.querySelector('[data-panels]')?.getBoundingClientRect().top ?? 0,
      background: theme.colors.background?.primary ?? '',
      panels: filled
        .filter(({ item }) => item.panel.type !== 'row')
        .map((one) =>
          panelReport({
            ...one,
            width,
            theme,
            axes: axes.get(one.item) ?? [],
            collapsed: closed.has(one.item.panel),
            words: (text) => worded(text, variables, one.item.scoped),
            failure: failures.get(one.item),
          }),
        ),
    });
    setTimeout(() => {
      if (state.opened !== undefined) showPanel(state.opened);
      drawn += 1;
      window.previewDrawn = drawn;
    }, SETTLED_MILLISECONDS);
  };

  window.addEventListener('hashchange', () => void draw());
  window.addEventListener('resize', () => void draw());
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const href = link?.getAttribute('href') ?? '';
    const page = linked(href, data, stateOf(addressed(location, data), data), false);
    if (page === undefined) return;
    event.preventDefault();
    location.href = page;
  });
  await draw();
}

/** Grafana shows such a panel alone; here it is brought into view, and marked. */
function showPanel(id: number): void {
  const panel = document.querySelector<HTMLElement>(`[data-panel^="${id} "], [data-panel="${id}"]`);
  if (panel === null) return;
  panel.style.outline = '2px solid #ff9830';
  panel.scrollIntoView({ block: 'center' });
}

main().catch((error: unknown) => {
  document.body.append(error instanceof Error ? (error.stack ?? error.message) : String(error));
});
