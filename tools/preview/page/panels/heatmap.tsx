import { type DataFrame, formattedValueToString, type GrafanaTheme2, getValueFormat } from '@grafana/data';
import { useEffect, useRef } from 'react';
import { coloursOf } from '../colours.js';
import { optionsOf } from './options.js';
import type { PanelProps } from './props.js';

/** Pixels around the cells. */
const MARGIN = { left: 64, right: 20, top: 8, bottom: 44 } as const;
const LABEL_PIXELS = 14;
/** Between the names of two times. */
const TIME_PIXELS = 80;
const MINUTE = 60_000;
/** Minutes between two names of times. */
const TIME_STEPS: readonly number[] = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1_440];
const SCALE = { width: 160, height: 8 } as const;
/** Smaller is nothing, as in Grafana. */
const LEAST = 1e-9;
/** The oranges of d3, which Grafana's heatmap takes unless told otherwise. */
const ORANGES: readonly (readonly [number, number, number])[] = [
  [255, 245, 235],
  [254, 230, 206],
  [253, 208, 162],
  [253, 174, 107],
  [253, 141, 60],
  [241, 105, 19],
  [217, 72, 1],
  [166, 54, 3],
  [127, 39, 4],
];

interface Bucket {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** Not Grafana's own, which is in no package: cells of the same colours, whose axes only say the same. */
export function HeatmapPanel({ panel, frames, width, height, theme }: PanelProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (context == null) return;
    const buckets = bucketsOf(frames, optionsOf(panel).yAxis?.unit);
    draw(context, { buckets, times: timesOf(frames), width, height, theme });
  });
  return (
    <canvas
      ref={canvas}
      width={width}
      height={height}
      aria-label={`${panel.title ?? ''}, not drawn by Grafana's own panel`}
    />
  );
}

/** Named by their ends as Prometheus writes them, and in a unit where the axis has one: so does Grafana. */
function bucketsOf(frames: readonly DataFrame[], unit: string | undefined): readonly Bucket[] {
  return frames.flatMap(({ fields: [, value], name = '' }) => {
    if (value === undefined) return [];
    const end = Number(name);
    const printed =
      unit === undefined || !Number.isFinite(end) ? name : formattedValueToString(getValueFormat(unit)(end));
    return [{ name: printed, values: value.values }];
  });
}

function timesOf(frames: readonly DataFrame[]): readonly number[] {
  return frames[0]?.fields[0]?.values ?? [];
}

interface Drawn {
  readonly buckets: readonly Bucket[];
  readonly times: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly theme: GrafanaTheme2;
}

function draw(context: CanvasRenderingContext2D, drawn: Drawn): void {
  const { buckets, times, width, height, theme } = drawn;
  const across = (width - MARGIN.left - MARGIN.right) / Math.max(1, times.length);
  const up = (height - MARGIN.top - MARGIN.bottom) / Math.max(1, buckets.length);
  const bottom = height - MARGIN.bottom;
  const shown = buckets.flatMap(({ values }) => values.filter((value): value is number => (value ?? 0) > LEAST));
  const [least, most] = [Math.min(...shown), Math.max(...shown)];
  const shareOf = (value: number) => (most > least ? (value - least) / (most - least) : 1);
  context.clearRect(0, 0, width, height);
  for (const [row, { values }] of buckets.entries()) {
    for (const [column, value] of values.entries()) {
      if (value === null || value <= LEAST) continue;
      context.fillStyle = orange(shareOf(value), theme.isDark);
      context.fillRect(
        MARGIN.left + column * across,
        bottom - (row + 1) * up,
        Math.max(1, across - 1),
        Math.max(1, up - 1),
      );
    }
  }
  context.fillStyle = coloursOf(theme).text;
  context.font = `12px ${theme.typography.fontFamily}`;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  const skip = Math.max(1, Math.ceil(LABEL_PIXELS / up));
  for (let row = 0; row < buckets.length; row += skip)
    context.fillText(buckets[row]?.name ?? '', MARGIN.left - 6, bottom - (row + 1) * up);
  context.textAlign = 'center';
  for (const [column, time] of namedTimes(times, across))
    context.fillText(new Date(time).toISOString().slice(11, 16), MARGIN.left + column * across, bottom + LABEL_PIXELS);
  if (shown.length > 0) drawScale(context, drawn, [least, most]);
}

/** Columns of round times, so far from one another that their names do not touch. */
function namedTimes(times: readonly number[], across: number): readonly (readonly [number, number])[] {
  const interval = (times[1] ?? 0) - (times[0] ?? 0);
  const enough = TIME_STEPS.find((minutes) => ((minutes * MINUTE) / interval) * across >= TIME_PIXELS) ?? MINUTE;
  return times.flatMap((time, column) => (time % (enough * MINUTE) === 0 ? [[column, time] as const] : []));
}

/** What the colours mean, and whose they are. */
function drawScale(
  context: CanvasRenderingContext2D,
  { height, theme }: Drawn,
  [least, most]: readonly [number, number],
): void {
  const top = height - SCALE.height - 8;
  for (let pixel = 0; pixel < SCALE.width; pixel += 1) {
    context.fillStyle = orange(pixel / SCALE.width, theme.isDark);
    context.fillRect(MARGIN.left + pixel, top, 1, SCALE.height);
  }
  context.textAlign = 'left';
  context.fillStyle = coloursOf(theme).secondary;
  const words = `${least.toPrecision(2)} to ${most.toPrecision(2)}; drawn by the preview, not by Grafana's heatmap`;
  context.fillText(words, MARGIN.left + SCALE.width + 8, top + SCALE.height / 2);
}

/** A share of the most, reversed on dark as Grafana does. */
function orange(share: number, dark: boolean): string {
  const place = Math.min(0.9999, dark ? 1 - share : share) * (ORANGES.length - 1);
  const index = Math.floor(place);
  const [from, to] = [ORANGES[index], ORANGES[index + 1]];
  if (from === undefined || to === undefined) return 'transparent';
  const mixed = from.map((channel, at) => Math.round(channel + ((to[at] ?? channel) - channel) * (place - index)));
  return `rgb(${mixed.join(',')})`;
}
