import type { GrafanaTheme2 } from '@grafana/data';
import { PanelChrome } from '@grafana/ui';
import { Component, type ReactNode } from 'react';
import type { Shown } from '../model/answer.js';
import { type Placed, pixelsOf } from '../model/layout.js';
import type { AxisReport } from '../model/report.js';
import type { Mark } from './annotations.js';
import type { PanelData } from './panel-data.js';
import { placeOf } from './panel-report.js';
import { AnyPanel } from './panels/index.js';

const MILLISECONDS = 1_000;

export interface DrawnPanelProps {
  readonly item: Placed;
  /** Of the whole grid, in pixels. */
  readonly width: number;
  readonly data: PanelData;
  readonly shown: Shown;
  readonly theme: GrafanaTheme2;
  readonly marks: readonly Mark[];
  readonly words: (text: string) => string;
  readonly drewAxes: (axes: readonly AxisReport[]) => void;
  readonly failed: (error: Error) => void;
}

/** A panel in Grafana's frame, in its place. */
export function DrawnPanel({
  item,
  width: gridWidth,
  data,
  shown,
  theme,
  marks,
  words,
  drewAxes,
  failed,
}: DrawnPanelProps) {
  const { panel, at } = item;
  const { width, height, ...place } = pixelsOf(at, gridWidth);
  const description = panel.description;
  return (
    <section
      style={{ position: 'absolute', width, height, ...place }}
      data-panel={placeOf(item)}
      aria-label={words(panel.title ?? '')}
    >
      <PanelChrome
        title={words(panel.title ?? '')}
        {...(description === undefined ? {} : { description })}
        width={width}
        height={height}
        displayMode={panel.transparent === true ? 'transparent' : 'default'}
        {...(data.error === undefined ? {} : { statusMessage: data.error })}
      >
        {(innerWidth, innerHeight) => (
          <Guarded failed={failed}>
            <AnyPanel
              panel={panel}
              frames={[...data.frames]}
              width={innerWidth}
              height={innerHeight}
              theme={theme}
              from={shown.from * MILLISECONDS}
              to={shown.to * MILLISECONDS}
              marks={marks}
              words={words}
              drewAxes={drewAxes}
            />
          </Guarded>
        )}
      </PanelChrome>
    </section>
  );
}

interface GuardedProps {
  readonly failed: (error: Error) => void;
  readonly children: ReactNode;
}

/** One panel that cannot be drawn must not take the page with it; what happened is told. */
class Guarded extends Component<GuardedProps, { readonly message?: string }> {
  override state: { readonly message?: string } = {};

  static getDerivedStateFromError(error: Error) {
    return { message: error.message };
  }

  override componentDidCatch(error: Error): void {
    this.props.failed(error);
  }

  override render(): ReactNode {
    const { message } = this.state;
    return message === undefined ? this.props.children : <p role="alert">this panel could not be drawn: {message}</p>;
  }
}
