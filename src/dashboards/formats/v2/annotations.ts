import type { AnnotationQueryKind } from '@grafana/grafana-foundation-sdk/dashboardv2';
import type { BoardAnnotation } from '../board.js';
import { queryOf } from './query.js';

/** What happened, across all panels. The data source of Prometheus reads what it asks and how it is named from `legacyOptions`. */
export function annotationOf({
  name,
  enable,
  hide,
  iconColor,
  expr,
  step,
  titleFormat,
  textFormat,
}: BoardAnnotation): AnnotationQueryKind {
  return {
    kind: 'AnnotationQuery',
    spec: {
      name,
      enable,
      hide,
      iconColor,
      builtIn: false,
      query: queryOf({}),
      legacyOptions: { expr, step, titleFormat, textFormat },
    },
  };
}
