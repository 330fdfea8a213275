import {
  type DataFrame,
  type DisplayValue,
  type Field,
  FieldType,
  formattedValueToString,
  type GrafanaTheme2,
  getFieldDisplayName,
  getFieldSeriesColor,
} from '@grafana/data';
import { type Placed, pixelsOf } from '../model/layout.js';
import type { AxisReport, FieldReport, PanelReport, TableReport } from '../model/report.js';
import type { PanelData } from './panel-data.js';
import { nothingSaid } from './panels/nothing.js';

interface ReportedPanel {
  readonly item: Placed;
  readonly width: number;
  readonly data: PanelData;
  readonly theme: GrafanaTheme2;
  readonly axes: readonly AxisReport[];
  readonly collapsed: boolean;
  readonly words: (text: string) => string;
  readonly failure: string | undefined;
}

/** What was drawn of a panel: its frames and options, its axes, and of a table what the browser made of its widths. */
export function panelReport({
  item,
  width: gridWidth,
  data,
  theme,
  axes,
  collapsed,
  words,
  failure,
}: ReportedPanel): PanelReport {
  const { panel, at } = item;
  const { top, width, height } = pixelsOf(at, gridWidth);
  const error = failure ?? data.error;
  const [frame] = data.frames;
  return {
    id: panel.id,
    title: words(panel.title ?? ''),
    type: panel.type,
    descriptionLength: panel.description?.length ?? 0,
    top,
    width,
    height,
    collapsed,
    fields: data.frames.flatMap((one) => numbersOf(one).map((field) => fieldReport(field, one, data.frames, theme))),
    axes,
    ...(panel.type === 'table' && frame !== undefined ? { table: tableReport(panel.id, frame) } : {}),
    ...(data.frames.length === 0 && panel.type !== 'text' ? { empty: nothingSaid({ panel }) } : {}),
    ...(error === undefined ? {} : { error }),
  };
}

function numbersOf({ fields }: DataFrame): readonly Field[] {
  return fields.filter(({ type }) => type === FieldType.number);
}

function fieldReport(field: Field, frame: DataFrame, all: readonly DataFrame[], theme: GrafanaTheme2): FieldReport {
  const values: readonly (number | null)[] = field.values;
  const numbers = values.filter((value): value is number => typeof value === 'number' && Number.isFinite(value));
  const last = numbers.at(-1);
  const { unit = '', decimals, thresholds } = field.config;
  const shown: DisplayValue | undefined = last === undefined ? undefined : field.display?.(last);
  return {
    name: getFieldDisplayName(field, frame, [...all]),
    unit,
    colour: getFieldSeriesColor(field, theme).color,
    least: numbers.length === 0 ? null : Math.min(...numbers),
    most: numbers.length === 0 ? null : Math.max(...numbers),
    text: shown === undefined ? '' : formattedValueToString(shown),
    labels: field.labels ?? {},
    thresholds: (thresholds?.steps ?? [])
      .filter(({ value }) => Number.isFinite(value))
      .map(({ value, color }) => ({ value, colour: theme.visualization.getColorByName(color) })),
    ...(decimals == null ? {} : { decimals }),
  };
}

function tableReport(id: number, frame: DataFrame): TableReport {
  const grid = document.querySelector(`[data-panel="${id}"] [role="grid"]`);
  const kinds = { [FieldType.number]: 'number', [FieldType.time]: 'time' } as const;
  return {
    rows: frame.length,
    columns: frame.fields.map((field) => ({
      name: getFieldDisplayName(field, frame),
      kind: field.type === FieldType.number || field.type === FieldType.time ? kinds[field.type] : 'label',
      empty: field.values.filter((value) => value == null || value === '').length,
    })),
    needs: grid?.scrollWidth ?? 0,
    has: grid?.clientWidth ?? 0,
  };
}
