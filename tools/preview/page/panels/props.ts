import type { DataFrame, GrafanaTheme2 } from '@grafana/data';
import type { Panel } from '../../model/dashboard.js';
import type { AxisReport } from '../../model/report.js';
import type { Mark } from '../annotations.js';

/** What every kind of panel is drawn from. Sizes in pixels. */
export interface PanelProps {
  readonly panel: Panel;
  readonly frames: DataFrame[];
  readonly width: number;
  readonly height: number;
  readonly theme: GrafanaTheme2;
  /** The time that is shown, in milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly marks: readonly Mark[];
  /** Its own words, with the values of variables. */
  readonly words: (text: string) => string;
  /** Told of the scales of a graph each time it is drawn. */
  readonly drewAxes: (axes: readonly AxisReport[]) => void;
}
