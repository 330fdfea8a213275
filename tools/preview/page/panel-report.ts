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
import { cutTexts } from './cut-texts.js';
import type { PanelData } from './panel-data.js';
import { nothingSaid } from './panels/nothing.js';
import { optionsOf } from './panels/options.js';

/** Of a table, so many rows are read. */
const MOST_ROWS = 50;

/** The name of the place of a panel in the page: repeats have one id. */
export function placeOf({ panel, scoped }: Placed): string {
  return [panel.id, ...Object.values(scoped).map(encodeURIComponent)].join(' ');
}

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
  const place = [...document.querySelectorAll('[data-panel]')].find(
    (one) => one.getAttribute('data-panel') === placeOf(item),
  );
  const error = failure ?? data.error;
  const [frame] = data.frames;
  return {
    id: panel.id,
    title: words(panel.title ?? ''),
    type: panel.type,
    descriptionLength: panel.description?.length ?? 0,
    ...pixelsOf(at, gridWidth),
    collapsed,
    fields: data.frames.flatMap((one) =>
      numbersOf(one).map((field) => fieldReport({ item, field, frame: one, all: data.frames, theme })),
    ),
    axes,
    ...(panel.type === 'table' && frame !== undefined ? { table: tableReport(place, frame, item) } : {}),
    ...legendOf(item),
    cut: place === undefined ? [] : cutTexts(place),
    ...(data.frames.length === 0 && panel.type !== 'text' ? { empty: nothingSaid({ panel }) } : {}),
    ...(error === undefined ? {} : { error }),
  };
}

function numbersOf({ fields }: DataFrame): readonly Field[] {
  return fields.filter(({ type, config }) => type === FieldType.number && config.custom?.hideFrom?.viz !== true);
}

interface ReportedField {
  readonly item: Placed;
  readonly field: Field;
  readonly frame: DataFrame;
  readonly all: readonly DataFrame[];
  readonly theme: GrafanaTheme2;
}

function fieldReport({ item: { panel }, field, frame, all, theme }: ReportedField): FieldReport {
  const values: readonly (number | null)[] = field.values;
  const numbers = values.filter((value): value is number => typeof value === 'number' && Number.isFinite(value));
  const last = numbers.at(-1);
  const { unit = '', decimals, thresholds, custom } = field.config;
  const printed = (panel.type === 'table' ? numbers.slice(0, MOST_ROWS) : numbers.slice(-1)).map((value) => ({
    value,
    text: formattedValueToString(displayed(field, value)),
  }));
  const showsState = panel.type === 'stat' && optionsOf(panel).colorMode !== 'none';
  return {
    name: getFieldDisplayName(field, frame, [...all]),
    unit,
    colour: getFieldSeriesColor(field, theme).color,
    least: numbers.length === 0 ? null : Math.min(...numbers),
    most: numbers.length === 0 ? null : Math.max(...numbers),
    text: printed.at(-1)?.text ?? '',
    printed,
    ...(showsState && last !== undefined ? { stateColour: displayed(field, last).color ?? '' } : {}),
    limitLines: !['off', undefined].includes(custom?.thresholdsStyle?.mode),
    dashed: custom?.lineStyle?.fill === 'dash' || custom?.lineStyle?.fill === 'dot',
    labels: field.labels ?? {},
    thresholds: (thresholds?.steps ?? [])
      .filter(({ value }) => Number.isFinite(value))
      .map(({ value, color }) => ({ value, colour: theme.visualization.getColorByName(color) })),
    ...(decimals == null ? {} : { decimals }),
  };
}

function displayed(field: Field, value: number): DisplayValue {
  return field.display?.(value) ?? { text: String(value), numeric: value };
}

function legendOf({ panel }: Placed): Pick<PanelReport, 'legend'> {
  const { showLegend, sortBy } = optionsOf(panel).legend ?? {};
  return panel.type !== 'timeseries' || showLegend === false ? {} : { legend: { sortedBy: sortBy ?? '' } };
}

function tableReport(place: Element | undefined, frame: DataFrame, { panel }: Placed): TableReport {
  const grid = place?.querySelector('[role="grid"]');
  const kinds = { [FieldType.number]: 'number', [FieldType.time]: 'time' } as const;
  return {
    rows: frame.length,
    columns: frame.fields.map((field) => ({
      name: getFieldDisplayName(field, frame),
      field: field.name,
      kind: field.type === FieldType.number || field.type === FieldType.time ? kinds[field.type] : 'label',
      empty: field.values.filter((value) => value == null || value === '').length,
      unit: field.config.unit ?? '',
      filler: field.config.noValue ?? '',
      links: (field.config.links ?? []).map(({ url }) => url),
    })),
    calculated: (panel.transformations ?? []).flatMap(({ options }) =>
      typeof options['alias'] === 'string' ? options['alias'] : [],
    ),
    needs: grid?.scrollWidth ?? 0,
    has: grid?.clientWidth ?? 0,
  };
}
