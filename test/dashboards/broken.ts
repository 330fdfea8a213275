import type { ClassicDashboard, ClassicPanel } from '../../src/dashboards/lint/classic.js';

type Break = (dashboard: ClassicDashboard) => ClassicDashboard;

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
    fieldConfig: { defaults: { ...fieldConfig.defaults, ...change } },
  }));
const variables =
  (change: object): Break =>
  (dashboard) => ({
    ...dashboard,
    templating: { list: dashboard.templating.list.map((one) => ({ ...one, ...change })) },
  });
const CLUSTER = 'cluster=~"$cluster"';
const BOTH = `${CLUSTER},namespace=~"$namespace"`;
const P95 = `histogram_quantile(0.95, application:arks_x_bucket:rate5m{${BOTH}})`;

/** Dashboards that break a rule, each otherwise, by the name of the rule. */
export const broken: Readonly<Record<string, readonly Break[]>> = {
  'template-datasource-rule': [variables({ query: 'loki' }), variables({ type: 'custom' })],
  'template-job-rule': [variables({ multi: false }), variables({ includeAll: false })],
  'template-instance-rule': [
    (dashboard) => ({
      ...dashboard,
      templating: { list: dashboard.templating.list.filter(({ name }) => name !== 'namespace') },
    }),
  ],
  'template-all-rule': [variables({ allValue: '.+' }), variables({ multi: false }), variables({ includeAll: false })],
  'template-label-promql-rule': [
    variables({ definition: 'label_values(up{, job)' }),
    variables({ definition: 'query_result(up)' }),
  ],
  'template-on-time-change-reload-rule': [variables({ refresh: 1 }), variables({ refresh: undefined })],
  'panel-datasource-rule': [
    panel(() => ({ datasource: { type: 'prometheus', uid: 'cejkirea3z56od' } })),
    panel(({ targets }) => ({
      targets: targets.map((target) => ({ ...target, datasource: { type: 'prometheus', uid: 'x' } })),
    })),
    variables({ datasource: undefined }),
  ],
  'panel-title-description-rule': [panel(() => ({ description: ' ' })), panel(() => ({ title: '' }))],
  'panel-units-rule': [defaults({ unit: '' })],
  'panel-no-targets-rule': [panel(() => ({ targets: [] })), query(' ')],
  'target-logql-rule': [
    panel(({ targets }) => ({
      targets: targets.map((target) => ({ ...target, datasource: { type: 'loki', uid: 'x' } })),
    })),
  ],
  'target-logql-auto-rule': [query(`rate(envoy_http_downstream_rq_total{${CLUSTER}}[$__interval])`)],
  'target-promql-rule': [query('sum by (x')],
  'target-rate-interval-rule': [
    query(`rate(envoy_http_downstream_rq_total{${CLUSTER}}[5m])`),
    query('sum(irate(envoy_http_downstream_rq_total[1m]))'),
  ],
  'target-job-rule': [query('up{job="x"}'), query('up'), query(`up{x='${CLUSTER}'}`)],
  'target-instance-rule': [
    query(`application:arks_replicas:count{${CLUSTER}}`),
    query(`pod:arks_running_requests:sum{${CLUSTER},namespace="a"}`),
  ],
  'target-counter-agg-rule': [
    query(`sum(vllm:prompt_tokens_total{${BOTH}})`),
    query(`sum(vllm:e2e_request_latency_seconds_count{${BOTH}})`),
    query(`max_over_time(vllm:e2e_request_latency_seconds_sum{${BOTH}}[5m])`),
  ],
  'no-flickering-top-list': [
    query(`topk(5, pod:arks_requests_running:sum{${BOTH}})`),
    query(
      `pod:arks_requests_running:sum{${BOTH}} and topk(5, max_over_time(pod:arks_requests_running:sum{${BOTH}}[$__range]))`,
    ),
  ].map((change) => (dashboard) => panel(() => ({ type: 'timeseries' }))(change(dashboard))),
  'uneditable-dashboard': [(dashboard) => ({ ...dashboard, editable: true })],
  'no-dead-metric': [query(`application:arks_never_recorded:sum{${BOTH}}`), query('vllm:renamed_total')],
  'table-of-whole-rows': [
    panel(({ targets }) => ({ type: 'table', targets: targets.map((one) => ({ ...one, expr: 'up' })) })),
  ],
  'no-averaged-percentile': [
    query(`avg(${P95} >= 0)`),
    query(`sum by (pod) (${P95} >= 0)`),
    query(`avg_over_time((${P95} >= 0)[1h:1m])`),
  ],
  'no-unguarded-percentile': [query(P95), query(`${P95} > -1`)],
  'no-unguarded-division': [
    query(`up{${CLUSTER}} / up{${CLUSTER}}`),
    query(`up{${CLUSTER}} / (up{${CLUSTER}} > -1)`),
    query(`up{${CLUSTER}} / clamp_min(up{${CLUSTER}}, 0)`),
    query(`up{${CLUSTER}} / 0`),
  ],
  'no-unused-variable': [
    (dashboard) => ({
      ...dashboard,
      templating: {
        list: dashboard.templating.list.flatMap((one) => [one, { ...one, name: `${one.name}_unused` }]),
      },
    }),
  ],
  'no-duplicate-id': [
    (dashboard) => ({
      ...dashboard,
      panels: dashboard.panels.map((one) => ({ ...one, id: dashboard.panels[0]?.id ?? 1 })),
    }),
  ],
  'no-duplicate-title': [
    (dashboard) => ({ ...dashboard, panels: dashboard.panels.map((one) => ({ ...one, title: 'Requests' })) }),
  ],
  'no-duplicate-ref-id': [panel(({ targets }) => ({ targets: [...targets, ...targets] }))],
  'no-overlap-no-hole': [
    panel(({ gridPos }) => ({ gridPos: { ...gridPos, w: gridPos.w + 1 } })),
    panel(({ gridPos }) => ({ gridPos: { ...gridPos, w: gridPos.w - 1 } })),
    panel(({ gridPos }) => ({ gridPos: { ...gridPos, x: 24 } })),
  ],
  'nothing-cut-off': [defaults({ min: 0 })],
  'panel-no-value': [defaults({ noValue: '0' }), defaults({ noValue: '' }), defaults({ noValue: '-' })],
};
