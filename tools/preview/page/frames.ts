import { type DataFrame, type Field, FieldType, toDataFrame } from '@grafana/data';
import { type Answer, alignedRange, numberOf, type Series, type Shown } from '../model/answer.js';
import type { TargetRequest } from '../model/requests.js';

const MILLISECONDS = 1_000;

/** Frames of one query, as the Prometheus data source of Grafana makes them. */
export function framesOf(
  { target, request }: TargetRequest,
  { series }: Answer,
  shown: Shown,
  tables: number,
): readonly DataFrame[] {
  const times = request.kind === 'instant' ? [shown.to * MILLISECONDS] : timesOf(shown, request.step);
  if (target.format === 'table') return [tableOf(target.refId, series, times, tables)];
  const named = series.map((one) => ({ ...one, name: nameOf(target.legendFormat, one.metric, request.expr) }));
  if (target.format === 'heatmap') return heatmapOf(target.refId, named, times);
  return named.map(({ name, metric, values }) =>
    toDataFrame({
      refId: target.refId,
      name,
      fields: [
        timeField(times, request.kind === 'range' ? request.step : undefined),
        valueField(name, metric, values.map(numberOf)),
      ],
    }),
  );
}

function timesOf(shown: Shown, step: number): readonly number[] {
  const { start, end } = alignedRange(shown, step);
  return Array.from(
    { length: Math.floor((end - start) / step) + 1 },
    (_, index) => (start + index * step) * MILLISECONDS,
  );
}

function timeField(times: readonly number[], step?: number) {
  return {
    name: 'Time',
    type: FieldType.time,
    config: step === undefined ? {} : { interval: step * MILLISECONDS },
    values: [...times],
  };
}

function valueField(
  name: string,
  labels: Readonly<Record<string, string>>,
  values: readonly (number | null)[],
): Partial<Field> & { name: string } {
  return {
    name: 'Value',
    type: FieldType.number,
    labels: { ...labels },
    config: { displayNameFromDS: name },
    values: [...values],
  };
}

/** One row for each series, one column for each label, as of a query in the format of a table. */
function tableOf(refId: string, series: readonly Series[], times: readonly number[], tables: number): DataFrame {
  if (series.length === 0) return toDataFrame({ refId, fields: [] });
  const rows = series.flatMap(({ metric, values }) =>
    values.map((value, index) => ({ time: times[index] ?? 0, metric, value: numberOf(value) })),
  );
  const labels = [...new Set(series.flatMap(({ metric }) => Object.keys(metric)))].sort();
  return toDataFrame({
    refId,
    fields: [
      timeField(rows.map(({ time }) => time)),
      ...labels.map((label) => ({
        name: label,
        type: FieldType.string,
        config: { filterable: true },
        values: rows.map(({ metric }) => metric[label] ?? ''),
      })),
      {
        name: tables > 1 ? `Value #${refId}` : 'Value',
        type: FieldType.number,
        config: {},
        values: rows.map(({ value }) => value),
      },
    ],
  });
}

/** Buckets in their order, each without what is in those below it. */
function heatmapOf(
  refId: string,
  series: readonly (Series & { readonly name: string })[],
  times: readonly number[],
): readonly DataFrame[] {
  const ordered = [...series].sort((a, b) => endOf(a) - endOf(b));
  return ordered.map((one, index) => {
    const below = ordered[index - 1];
    const values = one.values.map((value, step) => {
      const all = numberOf(value);
      return all === null ? null : Math.max(0, all - (numberOf(below?.values[step]) ?? 0));
    });
    return toDataFrame({ refId, name: one.name, fields: [timeField(times), valueField(one.name, one.metric, values)] });
  });
}

function endOf({ metric }: Series): number {
  const end = metric['le'] ?? '+Inf';
  return end === '+Inf' ? Number.POSITIVE_INFINITY : Number(end);
}

function nameOf(legend: string | undefined, metric: Readonly<Record<string, string>>, expr: string): string {
  if (legend !== undefined && legend !== '' && legend !== '__auto')
    return legend.replaceAll(/\{\{\s*(.+?)\s*\}\}/g, (_, label: string) => metric[label] ?? '');
  const { __name__ = '', ...labels } = metric;
  const pairs = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return pairs.length === 0 && __name__ === '' ? expr : `${__name__}{${pairs.join(', ')}}`;
}
