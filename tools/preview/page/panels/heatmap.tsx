import { type DataFrame, formattedValueToString, type GrafanaTheme2, getValueFormat } from '@grafana/data';
import { useEffect, useRef } from 'react';
import type { PanelProps } from './props.js';

/** Pixels around the cells. */
const MARGIN = { left: 64, right: 8, top: 8, bottom: 44 } as const;
const LABEL_PIXELS = 14;
const TIME_LABELS = 8;
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
    const buckets = bucketsOf(frames, String(panel.options?.['unit'] ?? ''));
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

function bucketsOf(frames: readonly DataFrame[], unit: string): readonly Bucket[] {
  const format = getValueFormat(unit === '' ? 'short' : unit);
  return frames.flatMap(({ fields: [, value], name = '' }) => {
    if (value === undefined) return [];
    const end = Number(value.labels?.['le'] ?? name);
    return [{ name: Number.isFinite(end) ? formattedValueToString(format(end)) : '+Inf', values: value.values }];
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

function draw(context: CanvasRenderingContext2D, { buckets, times, width, height, theme }: Drawn): void {
  const across = (width - MARGIN.left - MARGIN.right) / Math.max(1, times.length);
  const up = (height - MARGIN.top - MARGIN.bottom) / Math.max(1, buckets.length);
  const bottom = height - MARGIN.bottom;
  const most = Math.max(...buckets.flatMap(({ values }) => values.map((value) => value ?? 0)), Number.MIN_VALUE);
  context.clearRect(0, 0, width, height);
  for (const [row, { values }] of buckets.entries()) {
    for (const [column, value] of values.entries()) {
      if (value === null || value <= 0) continue;
      context.fillStyle = orange(value / most, theme.isDark);
      context.fillRect(
        MARGIN.left + column * across,
        bottom - (row + 1) * up,
        Math.max(1, across - 1),
        Math.max(1, up - 1),
      );
    }
  }
  context.fillStyle = theme.colors.text.primary;
  context.font =
    theme.typography.bodySmall.fontSize === undefined ? '12px sans-serif' : `12px ${theme.typography.fontFamily}`;
  context.textBaseline = 'middle';
  context.textAlign = 'right';
  const skip = Math.max(1, Math.ceil(LABEL_PIXELS / up));
  for (let row = 0; row < buckets.length; row += skip)
    context.fillText(buckets[row]?.name ?? '', MARGIN.left - 6, bottom - (row + 1) * up + up / 2);
  context.textAlign = 'center';
  for (let column = 0; column < times.length; column += Math.max(1, Math.ceil(times.length / TIME_LABELS)))
    context.fillText(
      new Date(times[column] ?? 0).toISOString().slice(11, 16),
      MARGIN.left + column * across,
      bottom + LABEL_PIXELS,
    );
  context.textAlign = 'left';
  context.fillStyle = theme.colors.text.secondary;
  context.fillText(
    `darkest ${most.toPrecision(3)}; drawn by the preview, not by Grafana's heatmap`,
    MARGIN.left,
    height - 8,
  );
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
