import type { Request, Shown } from './answer.js';
import type { AnnotationQuery, Dashboard, Target } from './dashboard.js';
import { interpolated, type Variables } from './interpolate.js';
import { secondsOf, stepOf } from './intervals.js';
import { type Placed, pixelsOf } from './layout.js';

/** A query of a panel with what it asks. */
export interface TargetRequest {
  readonly target: Target;
  readonly request: Exclude<Request, { kind: 'values' }>;
}

const ANNOTATION_STEP = '60s';

/** What a panel asks, in the order of its queries. The step is that of a screen of 1920 pixels. */
export function requestsOf(
  { panel, scoped, at }: Placed,
  variables: Variables,
  shown: Shown,
): readonly TargetRequest[] {
  if (panel.type === 'row') return [];
  const width = Math.floor(pixelsOf(at).width);
  return (panel.targets ?? [])
    .filter(({ hide, expr }) => hide !== true && expr !== undefined && expr !== '')
    .map((target) => {
      const step = stepOf(panel, target, width, shown);
      const expr = interpolated(target.expr, variables, scoped, shown, step);
      return { target, request: target.instant === true ? { kind: 'instant', expr } : { kind: 'range', expr, step } };
    });
}

/** An annotation of Prometheus with what it asks. */
export interface AnnotationRequest {
  readonly annotation: AnnotationQuery;
  readonly request: { readonly kind: 'range'; readonly expr: string; readonly step: number };
}

/** What the annotations ask that are on. */
export function annotationRequests(
  { annotations }: Dashboard,
  variables: Variables,
  shown: Shown,
): readonly AnnotationRequest[] {
  return annotations.list.flatMap((annotation) => {
    if (!annotation.enable || annotation.expr === undefined) return [];
    const step = secondsOf(annotation.step ?? ANNOTATION_STEP);
    return [
      { annotation, request: { kind: 'range', expr: interpolated(annotation.expr, variables, {}, shown, step), step } },
    ];
  });
}
