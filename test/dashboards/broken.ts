import type { Classic, ClassicPanel } from './classic.js';

type Break = (dashboard: Classic) => Classic;

/** The first panel that asks something, otherwise. */
const panel =
  (change: (panel: ClassicPanel) => Partial<ClassicPanel>): Break =>
  (dashboard) => {
    const first = dashboard.panels.findIndex(({ type }) => type !== 'row' && type !== 'text');
    return {
      ...dashboard,
      panels: dashboard.panels.map((one, index) => (index === first ? { ...one, ...change(one) } : one)),
    };
  };
const query = (expr: string): Break =>
  panel(({ targets }) => ({ targets: targets.map((target) => ({ ...target, expr })) }));
const defaults = (change: object): Break =>
  panel(({ fieldConfig }) => ({
    fieldConfig: {
      defaults: { links: [], thresholds: { steps: [] }, ...fieldConfig?.defaults, ...change },
    },
  }));
const variables =
  (change: object): Break =>
  (dashboard) => ({
    ...dashboard,
    templating: { list: dashboard.templating.list.map((one) => ({ ...one, ...change })) },
  });
const CLUSTER = 'cluster=~"$cluster"';
const P95 = `histogram_quantile(0.95, application:arks_x_bucket:rate5m{${CLUSTER},namespace=~"$namespace"})`;

/** A dashboard that breaks a rule, by the name of the rule. */
export const broken: Readonly<Record<string, Break>> = {
  'template-datasource-rule': variables({ query: 'loki' }),
  'template-job-rule': variables({ multi: false }),
  'template-instance-rule': variables({ allValue: '.+' }),
  'template-label-promql-rule': variables({ definition: 'label_values(up{, job)' }),
  'template-on-time-change-reload-rule': variables({ refresh: 1 }),
  'panel-datasource-rule': panel(() => ({ datasource: { type: 'prometheus', uid: 'cejkirea3z56od' } })),
  'panel-title-description-rule': panel(() => ({ description: '' })),
  'panel-units-rule': defaults({ unit: '' }),
  'panel-no-targets-rule': panel(() => ({ targets: [] })),
  'target-logql-rule': panel(({ targets }) => ({
    targets: targets.map((target) => ({ ...target, datasource: { type: 'loki', uid: 'x' } })),
  })),
  'target-logql-auto-rule': query(`rate(envoy_http_downstream_rq_total{${CLUSTER}}[$__interval])`),
  'target-promql-rule': query('sum by (x'),
  'target-rate-interval-rule': query(`rate(envoy_http_downstream_rq_total{${CLUSTER}}[5m])`),
  'target-job-rule': query('up{job="x"}'),
  'target-instance-rule': query(`application:arks_replicas:count{${CLUSTER}}`),
  'target-counter-agg-rule': query(`sum(vllm:prompt_tokens_total{${CLUSTER},namespace=~"$namespace"})`),
  'uneditable-dashboard': (dashboard) => ({ ...dashboard, editable: true }),
  'no-dead-metric': query(`application:arks_never_recorded:sum{${CLUSTER},namespace=~"$namespace"}`),
  'table-of-whole-rows': panel(({ targets }) => ({
    type: 'table',
    targets: targets.map((one) => ({ ...one, expr: 'up' })),
  })),
  'no-averaged-percentile': query(`avg(${P95} >= 0)`),
  'no-unguarded-percentile': query(P95),
  'no-unguarded-division': query(`up{${CLUSTER}} / up{${CLUSTER}}`),
  'no-unused-variable': (dashboard) => ({
    ...dashboard,
    templating: { list: [...dashboard.templating.list, { name: 'Deployment_id', type: 'query' }] },
  }),
  'no-duplicate-id': panel(() => ({ id: 1 })),
  'no-duplicate-title': (dashboard) => ({
    ...dashboard,
    panels: dashboard.panels.map((one) => ({ ...one, title: 'Requests' })),
  }),
  'no-duplicate-ref-id': panel(({ targets }) => ({ targets: [...targets, ...targets] })),
  'no-overlap-no-hole': panel(({ gridPos }) => ({ gridPos: { ...gridPos, w: gridPos.w + 1 } })),
  'nothing-cut-off': defaults({ min: 0 }),
  'no-blank': defaults({ noValue: '0' }),
};
