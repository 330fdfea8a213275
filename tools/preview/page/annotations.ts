import type { UPlotConfigBuilder } from '@grafana/ui';
import { type Ask, alignedRange, numberOf, type Shown } from '../model/answer.js';
import type { Dashboard } from '../model/dashboard.js';
import type { Variables } from '../model/interpolate.js';
import { annotationRequests } from '../model/requests.js';

/** A moment or a stretch of time that is marked in every graph, in milliseconds. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly colour: string;
  readonly words: string;
}

const MILLISECONDS = 1_000;
/** As Grafana's own plugin draws them: a dashed line at both ends, the stretch between in a tenth of the colour, over the data. */
const LOOK = { dash: [5, 5], line: 2, opacity: 0.1, bar: 5, arrow: 7 } as const;

/** What the annotations of a dashboard mark: of each series, stretches of steps at which it is above 0. */
export async function marksOf(
  dashboard: Dashboard,
  variables: Variables,
  shown: Shown,
  ask: Ask,
): Promise<readonly Mark[]> {
  const all = await Promise.all(
    annotationRequests(dashboard, variables, shown).map(async ({ annotation, request }) => {
      const { series } = await ask(request);
      const { start } = alignedRange(shown, request.step);
      return series.flatMap(({ metric, values }) => {
        const words = (annotation.titleFormat ?? '').replaceAll(
          /\{\{\s*(.+?)\s*\}\}/g,
          (_, label: string) => metric[label] ?? '',
        );
        return stretches(values.map((value) => (numberOf(value) ?? 0) > 0)).map(([first, last]) => ({
          from: (start + first * request.step) * MILLISECONDS,
          to: (start + last * request.step) * MILLISECONDS,
          colour: annotation.iconColor,
          words,
        }));
      });
    }),
  );
  return all.flat();
}

/** First and last index of each run of true. */
function stretches(flags: readonly boolean[]): readonly (readonly [number, number])[] {
  const found: [number, number][] = [];
  for (const [index, flag] of flags.entries()) {
    if (!flag) continue;
    const open = found.at(-1);
    if (open !== undefined && open[1] === index - 1) open[1] = index;
    else found.push([index, index]);
  }
  return found;
}

/** Has marks drawn by a graph. */
export function drawMarks(config: UPlotConfigBuilder, marks: readonly Mark[]): void {
  config.addHook('draw', ({ ctx, bbox, valToPos }) => {
    const bottom = bbox.top + bbox.height;
    ctx.save();
    ctx.beginPath();
    ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height + LOOK.arrow);
    ctx.clip();
    for (const { from, to, colour } of marks) {
      const [left, right] = [valToPos(from, 'x', true), valToPos(to, 'x', true)];
      ctx.strokeStyle = colour;
      ctx.fillStyle = colour;
      ctx.lineWidth = LOOK.line;
      ctx.setLineDash([...LOOK.dash]);
      for (const at of new Set([left, right])) {
        ctx.beginPath();
        ctx.moveTo(at, bbox.top);
        ctx.lineTo(at, bottom);
        ctx.stroke();
      }
      if (right === left) continue;
      ctx.globalAlpha = LOOK.opacity;
      ctx.fillRect(left, bbox.top, right - left, bbox.height);
      ctx.globalAlpha = 1;
      ctx.fillRect(left, bottom, right - left, LOOK.bar);
    }
    ctx.restore();
  });
}
