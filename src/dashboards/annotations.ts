import { AnnotationQueryBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { type Matcher, text, treeOf } from '../promql/build.js';
import type { Severity } from '../rules/alert.js';
import { alertsStarted, replicasChanged } from '../signals/scraping/events.js';
import type { Signal } from '../signals/vocabulary/signal.js';
import { panelView } from '../signals/vocabulary/view.js';
import type { Drawing } from './drawing.js';
import { AMBER, RED } from './look.js';
import type { QueryContext } from './queries.js';
import { chosen, DATASOURCE } from './variables.js';

/**
 * What happened, across all panels: the moments at which alerts of what is chosen began, since shading for as long as they last would
 * hide the very minutes that matter, those that are tickets only where a reader asks for them; and replicas that were added or taken
 * away, where that is known and a panel is of what a namespace owns.
 */
export function annotationBuilders(
  context: QueryContext,
  { alerts, answered }: Pick<Drawing, 'alerts' | 'answered'>,
): AnnotationQueryBuilder[] {
  const changed = treeOf(replicasChanged.query(panelView(context.cluster, [])));
  const isOfTenants = context.variables.includes('namespace');
  const changes = isOfTenants && answered(changed).size > 0 ? [replicasAnnotation(context)] : [];
  const began = (severity: Severity, title: string, colour: string) => {
    const matcher: Matcher = { label: 'severity', operator: '=', value: alerts.severities[severity] };
    const words = '{{namespace}} {{application}}';
    return annotation(
      { of: alertsStarted, matchers: [matcher], title, colour, named: '{{alertname}}', words },
      context,
    );
  };
  return [began('critical', 'Critical alerts', RED), began('warning', 'Warnings', AMBER).enable(false), ...changes];
}

function replicasAnnotation(context: QueryContext): AnnotationQueryBuilder {
  const words = '{{namespace}}/{{application}} {{role}}';
  return annotation(
    { of: replicasChanged, title: replicasChanged.title, colour: '#0072B2', named: 'Replicas wanted changed', words },
    context,
  );
}

interface Happening {
  readonly of: Signal;
  readonly matchers?: readonly Matcher[];
  readonly title: string;
  readonly colour: string;
  readonly named: string;
  readonly words: string;
}

function annotation(
  { of, matchers = [], title, colour, named, words }: Happening,
  { cluster, variables, stored }: QueryContext,
): AnnotationQueryBuilder {
  const view = panelView(cluster, [...matchers, ...chosen(of.labels, variables, cluster)]);
  return new AnnotationQueryBuilder()
    .name(title)
    .datasource(DATASOURCE)
    .enable(true)
    .iconColor(colour)
    .expr(stored(text(of.query(view))))
    .titleFormat(named)
    .textFormat(words)
    .step('60s');
}
