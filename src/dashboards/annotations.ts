import { AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { text, treeOf } from '../promql/build.js';
import { alertsFiring, replicasChanged } from '../signals/scraping/events.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import { panelView } from '../signals/vocabulary/view.js';
import type { Drawing } from './drawing.js';
import { RED } from './look.js';
import type { QueryContext } from './queries.js';
import { chosen, DATASOURCE } from './variables.js';

/**
 * What happened, across all panels: alerts that fire, and replicas that were added or taken away, where that is known and a panel is of
 * what a namespace owns.
 */
export function annotationBuilders(
  context: QueryContext,
  { answered }: Pick<Drawing, 'answered'>,
): AnnotationQueryBuilder[] {
  const changed = treeOf(replicasChanged.query(panelView(context.cluster, [])));
  const isOfTenants = context.variables.includes('namespace');
  const changes = isOfTenants && answered(changed).size > 0 ? [replicasAnnotation(context)] : [];
  return [
    annotation(alertsFiring, context, RED, '{{alertname}}', '{{severity}} {{namespace}} {{application}}'),
    ...changes,
  ];
}

function replicasAnnotation(context: QueryContext): AnnotationQueryBuilder {
  return annotation(
    replicasChanged,
    context,
    '#0072B2',
    'Replicas wanted changed',
    '{{namespace}}/{{application}} {{role}}',
  );
}

function annotation(
  signal: Signal,
  { cluster, variables, stored }: QueryContext,
  colour: string,
  title: string,
  words: string,
) {
  return new AnnotationQueryBuilder()
    .name(signal.title)
    .datasource(DATASOURCE)
    .enable(true)
    .iconColor(colour)
    .expr(stored(text(signal.query(panelView(cluster, chosen(signal.labels, variables, cluster))))))
    .titleFormat(title)
    .textFormat(words)
    .step('60s');
}
