import type { Input, RecordCase } from '../support/record-test.js';

const rising = (perSecond: number) => `0+${perSecond * 60}x20`;
const hosts = (name: string, labels: string, value: number): Input => [
  `${name}{job="monitoring/arks-envoy",pod="envoy-1",${labels}}`,
  `${value}x20`,
];
const ROUTE = 'namespace="tenant-a",model="qwen-7b"';
const OTHER = 'namespace="tenant-b",model="qwen-7b"';
const RULE = 'envoy_cluster_name="httproute/tenant-a/qwen-7b/rule/0"';
/** Clusters of Envoy itself carry no model. */
const NO_ROUTE = 'namespace="envoy-gateway-system"';
const upstream = (labels: string, code: number, perSecond: number): Input => [
  `envoy_cluster_upstream_rq_xx{job="monitoring/arks-envoy",pod="envoy-1",${labels},envoy_response_code_class="${code}"}`,
  rising(perSecond),
];

const OURS = 'job="monitoring/arks-envoy",pod="envoy-1"';
const THEIRS = 'job="shop/envoy",pod="envoy-1"';
/** Of a listener, which belongs to no route: the namespace of the Envoy itself. */
const LISTENER = `${OURS},${NO_ROUTE}`;
/** An Envoy of a tenant whose monitor is called like ours. */
const IMPOSTORS = `${OURS},namespace="tenant-a"`;
/**
 * What Envoys count per second, ours and another team's, by name and labels. Of listeners the other team's Envoy stands where ours do, and
 * a tenant has his own under our name.
 */
const besideAnother = (counts: readonly (readonly [name: string, labels: string, ours: number, theirs: number])[]) =>
  counts.flatMap(([name, labels, ours, theirs]): Input[] => {
    const ofRoute = labels.includes('namespace=');
    return [
      [`${name}{${ofRoute ? OURS : LISTENER}${labels}}`, rising(ours)],
      [`${name}{${ofRoute ? THEIRS : `${THEIRS},${NO_ROUTE}`}${labels}}`, rising(theirs)],
      ...(ofRoute ? [] : [[`${name}{${IMPOSTORS}${labels}}`, rising(theirs)] satisfies Input]),
    ];
  });
const CLASSES = [
  ['envoy_http_downstream_rq_xx', ',envoy_response_code_class="2"', 3, 97],
  ['envoy_http_downstream_rq_xx', ',envoy_response_code_class="5"', 1, 53],
] as const;
/** Envoy shows it from its start. */
const NONE_CUT = ['envoy_http_downstream_rq_tx_reset', '', 0, 31] as const;

/** What Envoy and the plugin say, kept apart by what they keep apart. */
export const gatewayCases: readonly RecordCase[] = [
  {
    title: 'requests upstream keep model and class, and leave out what is no route',
    record: 'gateway:arks_upstream_requests:rate5m',
    expr: 'gateway:arks_upstream_requests:rate5m',
    inputs: [upstream(ROUTE, 2, 3), upstream(ROUTE, 5, 7), upstream(OTHER, 2, 17), upstream(NO_ROUTE, 2, 65)],
    samples: [
      [`{envoy_response_code_class="2",${ROUTE}}`, 3],
      [`{envoy_response_code_class="5",${ROUTE}}`, 7],
      [`{envoy_response_code_class="2",${OTHER}}`, 17],
    ],
  },
  {
    title: "the share of errors is that of our Envoys, not of another team's",
    record: 'gateway:arks_requests_error:ratio_rate5m',
    expr: 'gateway:arks_requests_error:ratio_rate5m',
    inputs: besideAnother([...CLASSES, NONE_CUT]),
    samples: [['{}', 0.25]],
  },
  {
    title: 'streams that break off count among the errors, those of our Envoys',
    record: 'gateway:arks_requests_error:ratio_rate5m',
    expr: 'gateway:arks_requests_error:ratio_rate5m',
    inputs: besideAnother([...CLASSES, ['envoy_http_downstream_rq_tx_reset', '', 0.4, 31]]),
    samples: [['{}', 0.35]],
  },
  {
    title: 'streams cut are those of all our Envoys',
    record: 'gateway:arks_streams_cut:rate5m',
    expr: 'gateway:arks_streams_cut:rate5m',
    inputs: [
      ...besideAnother([['envoy_http_downstream_rq_tx_reset', '', 0.3, 31]]),
      [`envoy_http_downstream_rq_tx_reset{job="monitoring/arks-envoy",pod="envoy-2",${NO_ROUTE}}`, rising(0.7)],
    ],
    samples: [['{}', 1]],
  },
  {
    title: 'the share of answers that the route timeout cuts is that of each model',
    record: 'gateway:arks_upstream_timeouts:ratio_rate5m',
    expr: 'gateway:arks_upstream_timeouts:ratio_rate5m',
    inputs: [
      ...besideAnother([
        ['envoy_cluster_upstream_rq_timeout', `,${ROUTE}`, 0.3, 31],
        ['envoy_cluster_upstream_rq_total', `,${ROUTE}`, 3, 31],
        ['envoy_cluster_upstream_rq_timeout', `,${OTHER}`, 0, 17],
        ['envoy_cluster_upstream_rq_total', `,${OTHER}`, 7, 17],
        ['envoy_cluster_upstream_rq_timeout', `,${NO_ROUTE}`, 5, 17],
        ['envoy_cluster_upstream_rq_total', `,${NO_ROUTE}`, 7, 17],
      ]),
    ],
    samples: [
      [`{${ROUTE}}`, 0.1],
      [`{${OTHER}}`, 0],
    ],
  },
  {
    title: 'answers broken off are those that have no status of their own for it',
    record: 'gateway:arks_upstream_broken:rate5m',
    expr: 'gateway:arks_upstream_broken:rate5m',
    inputs: besideAnother([
      ['envoy_cluster_upstream_rq_timeout', `,${ROUTE}`, 0.5, 31],
      ['envoy_cluster_upstream_cx_destroy_remote_with_active_rq', `,${ROUTE}`, 0.7, 31],
      ['envoy_cluster_upstream_rq', `,${ROUTE},envoy_response_code="504"`, 0.2, 3],
      ['envoy_cluster_upstream_rq', `,${ROUTE},envoy_response_code="503"`, 0.6, 5],
      // Nothing was ever answered with a 503 or 504 here, so that Envoy has no series for either.
      ['envoy_cluster_upstream_rq_timeout', `,${OTHER}`, 0.1, 31],
      ['envoy_cluster_upstream_cx_destroy_remote_with_active_rq', `,${OTHER}`, 0.2, 31],
    ]),
    samples: [
      [`{${ROUTE}}`, 0.4],
      [`{${OTHER}}`, 0.3],
    ],
  },
  {
    title: "the share of requests that fail at the plugin is that of our Envoys, not of another team's",
    record: 'gateway:arks_ext_proc_failures:ratio_rate5m',
    expr: 'gateway:arks_ext_proc_failures:ratio_rate5m',
    inputs: besideAnother([
      ...CLASSES,
      ['envoy_http_ext_proc_streams_failed', '', 0.7, 31],
      ['envoy_http_ext_proc_message_timeouts', '', 0.1, 17],
    ]),
    samples: [['{}', 0.2]],
  },
  {
    title: 'requests at the gateway keep their class, over all Envoys',
    record: 'gateway:arks_requests:rate5m',
    expr: 'gateway:arks_requests:rate5m',
    inputs: ['envoy-1', 'envoy-2'].flatMap((pod): Input[] => [
      [
        `envoy_http_downstream_rq_xx{job="monitoring/arks-envoy",pod="${pod}",${NO_ROUTE},envoy_response_code_class="2"}`,
        rising(3),
      ],
      [
        `envoy_http_downstream_rq_xx{job="monitoring/arks-envoy",pod="${pod}",${NO_ROUTE},envoy_response_code_class="4"}`,
        rising(7),
      ],
    ]),
    samples: [
      ['{envoy_response_code_class="2"}', 6],
      ['{envoy_response_code_class="4"}', 14],
    ],
  },
  ...(['total', 'healthy'] as const).map(
    (which): RecordCase => ({
      title: `hosts (${which}) are those of routes`,
      record: which === 'total' ? 'gateway:arks_upstream_hosts:max' : 'gateway:arks_upstream_hosts_healthy:min',
      expr: which === 'total' ? 'gateway:arks_upstream_hosts:max' : 'gateway:arks_upstream_hosts_healthy:min',
      inputs: [ROUTE, OTHER, NO_ROUTE].map((labels, index) =>
        hosts(`envoy_cluster_membership_${which}`, labels, index + 3),
      ),
      samples: [
        [`{${ROUTE}}`, 3],
        [`{${OTHER}}`, 4],
      ],
    }),
  ),
  {
    title: "the share of healthy hosts is what our Envoys see, not another team's",
    record: 'gateway:arks_upstream_hosts_healthy:ratio',
    expr: 'gateway:arks_upstream_hosts_healthy:ratio',
    inputs: (
      [
        ['envoy_cluster_membership_healthy', 3, 1],
        ['envoy_cluster_membership_total', 4, 97],
      ] as const
    ).flatMap(([name, ours, theirs]): Input[] => [
      [`${name}{${OURS},${ROUTE},envoy_cluster_name="httproute/tenant-a/qwen-7b/rule/0"}`, `${ours}x20`],
      [`${name}{${THEIRS},${ROUTE},envoy_cluster_name="httproute/tenant-a/qwen-7b/rule/0"}`, `${theirs}x20`],
    ]),
    samples: [[`{${ROUTE}}`, 0.75]],
  },
  {
    title:
      'a route that has lost all of its hosts is at 0, whoever has some elsewhere, and what only others route to is nowhere',
    record: 'gateway:arks_upstream_hosts_healthy:ratio',
    expr: 'gateway:arks_upstream_hosts_healthy:ratio',
    inputs: [
      hosts('envoy_cluster_membership_total', `cluster="eu-1",${ROUTE},${RULE}`, 0),
      hosts('envoy_cluster_membership_total', `cluster="us-3",${ROUTE},${RULE}`, 4),
      hosts('envoy_cluster_membership_healthy', `cluster="us-3",${ROUTE},${RULE}`, 3),
      [`envoy_cluster_membership_total{${THEIRS},cluster="eu-1",${OTHER},${RULE}}`, '0x20'],
    ],
    samples: [
      [`{cluster="eu-1",${ROUTE}}`, 0],
      [`{cluster="us-3",${ROUTE}}`, 0.75],
    ],
  },
  {
    title: 'rate-limit hits keep their rule',
    record: 'tenant:arks_rate_limit_hits:rate5m',
    expr: 'tenant:arks_rate_limit_hits:rate5m',
    inputs: [
      [
        `gateway_rate_limit_hits_total{job="arks-gateway-plugins",pod="g-1",user="alice",${ROUTE},rule_type="rpm"}`,
        rising(3),
      ],
      [
        `gateway_rate_limit_hits_total{job="arks-gateway-plugins",pod="g-2",user="alice",${ROUTE},rule_type="rpm"}`,
        rising(7),
      ],
      [
        `gateway_rate_limit_hits_total{job="arks-gateway-plugins",pod="g-1",user="alice",${ROUTE},rule_type="tpm"}`,
        rising(17),
      ],
    ],
    samples: [
      [`{rule_type="rpm",user="alice",${ROUTE}}`, 10],
      [`{rule_type="tpm",user="alice",${ROUTE}}`, 17],
    ],
  },
];
