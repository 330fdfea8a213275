import { type GrafanaTheme2, ThemeContext } from '@grafana/data';
import { GlobalStyles } from '@grafana/ui';
import { type Variables, worded } from '../model/interpolate.js';
import { type Placed, pixelsOf } from '../model/layout.js';
import type { PageData } from '../model/page-data.js';
import type { AxisReport } from '../model/report.js';
import type { Mark } from './annotations.js';
import { coloursOf } from './colours.js';
import { Controls } from './controls.js';
import { DrawnPanel } from './drawn-panel.js';
import type { PanelData } from './panel-data.js';
import { Row } from './row.js';
import type { State } from './state.js';

/** One panel with what it shows. */
export interface Filled {
  readonly item: Placed;
  readonly data: PanelData;
}

/** A dashboard with everything that it shows. */
export interface PageProps {
  readonly data: PageData;
  readonly state: State;
  readonly variables: Variables;
  readonly marks: readonly Mark[];
  readonly filled: readonly Filled[];
  readonly theme: GrafanaTheme2;
  /** Of the panels, in pixels. */
  readonly width: number;
  readonly change: (changed: Partial<Pick<State, 'set' | 'theme' | 'selection' | 'allRows'>>) => void;
  readonly toggle: (row: number) => void;
  readonly drewAxes: (panel: Placed, axes: readonly AxisReport[]) => void;
  readonly failed: (panel: Placed, error: Error) => void;
}

const MARGIN = 16;
/** Below this Grafana puts panels below one another. */
const LEAST_WIDTH = 769;

/** Pixels that panels have in a window of this width. */
export function widthOf(window: number): number {
  return Math.max(LEAST_WIDTH, window) - 2 * MARGIN;
}

/** The page of a dashboard. */
export function Page(props: PageProps) {
  const { data, state, variables, marks, filled, theme, width, change, toggle, drewAxes, failed } = props;
  const { set, left } = state;
  const bottom = Math.max(0, ...filled.map(({ item: { at } }) => pixelsOf(at, width).top + pixelsOf(at, width).height));
  return (
    <ThemeContext.Provider value={theme}>
      <GlobalStyles />
      <main
        style={{
          width: width + 2 * MARGIN,
          minHeight: '100vh',
          padding: `0 ${MARGIN}px ${MARGIN}px`,
          background: coloursOf(theme).canvas,
          color: coloursOf(theme).text,
        }}
      >
        <h1
          style={{
            height: 40,
            margin: 0,
            lineHeight: '40px',
            fontSize: 14,
            fontWeight: 400,
            borderBottom: `1px solid ${coloursOf(theme).border}`,
          }}
        >
          Arks › {data.dashboard.title}{' '}
          <span style={{ color: coloursOf(theme).secondary }}>
            · {set.name}: {set.title}
          </span>
        </h1>
        <Controls data={data} state={state} variables={variables} theme={theme} change={change} />
        {Object.keys(left).length === 0 ? null : (
          <p role="status">
            These data answer one variable at a time, so{' '}
            {Object.entries(left)
              .map(([name, values]) => `${name}=${values.join(', ')}`)
              .join(' and ')}{' '}
            is not chosen.
          </p>
        )}
        <div data-panels="" style={{ position: 'relative', height: bottom }}>
          {filled.map(({ item, data: shown }) => {
            const words = (text: string) => worded(text, variables, item.scoped);
            const key = `${item.panel.id} ${JSON.stringify(item.scoped)} ${set.name} ${theme.name} ${width} ${JSON.stringify(state.selection)}`;
            return item.panel.type === 'row' ? (
              <Row
                key={key}
                item={item}
                width={width}
                theme={theme}
                words={words}
                toggle={() => toggle(item.panel.id)}
              />
            ) : (
              <DrawnPanel
                key={key}
                item={item}
                width={width}
                data={shown}
                shown={set.shown}
                theme={theme}
                marks={marks}
                words={words}
                drewAxes={(axes) => drewAxes(item, axes)}
                failed={(error) => failed(item, error)}
              />
            );
          })}
        </div>
      </main>
    </ThemeContext.Provider>
  );
}
