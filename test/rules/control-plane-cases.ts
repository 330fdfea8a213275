import type { Input, RecordCase } from '../support/record-test.js';

const JOB = 'job="arks-operator-controller-manager-metrics-service"';
const OPERATOR = `${JOB},namespace="arks-operator-system"`;
/** Behind a Service of a tenant that is called like the operator's. */
const IMPOSTOR = `${JOB},namespace="tenant-a"`;
const steady = (value: number) => `${value}x20`;
const target = (labels: string, up: number): Input => [`up{${labels}}`, steady(up)];
const CHAT = 'application="chat",namespace="tenant-a",role="unified"';
const REASON = 'application="reason",namespace="tenant-a",role="prefill"';
const EAST = 'cluster="eu-1"';

/** Targets, wishes and the operator, kept apart by what they keep apart. */
export const controlPlaneCases: readonly RecordCase[] = [
  ...(['sum', 'count'] as const).map((operation): RecordCase => {
    const record = operation === 'sum' ? 'application:arks_replicas_up:sum' : 'application:arks_replicas:count';
    const down = operation === 'sum' ? 0 : 1;
    return {
      title: `${record} keeps cluster, namespace, application and role`,
      record,
      expr: record,
      inputs: [
        target(`${CHAT},pod="a"`, 1),
        target(`${CHAT},pod="b"`, 0),
        target(`${CHAT},pod="a",${EAST}`, 1),
        target(`${CHAT.replace('tenant-a', 'tenant-b')},pod="a"`, 1),
        target(`${REASON},pod="p"`, 1),
        target(`${REASON.replace('prefill', 'decode')},pod="d"`, 1),
        target('application="shop",namespace="others",pod="s"', 1),
        target('role="prefill",namespace="others",pod="t"', 1),
      ],
      samples: [
        [`{${CHAT}}`, 1 + down],
        [`{${CHAT},${EAST}}`, 1],
        [`{${CHAT.replace('tenant-a', 'tenant-b')}}`, 1],
        [`{${REASON}}`, 1],
        [`{${REASON.replace('prefill', 'decode')}}`, 1],
      ],
    };
  }),
  {
    title: 'a replica whose scrapes are refused is up, one that does not answer is not',
    record: 'application:arks_replicas_up:sum',
    expr: 'application:arks_replicas_up:sum',
    inputs: [
      ...(['a', 'b', 'c'] as const).map((pod) => target(`${CHAT},pod="${pod}"`, pod === 'a' ? 1 : 0)),
      ...(
        [
          ['a', 317],
          ['b', 3_701],
          ['c', 0],
        ] as const
      ).map(([pod, samples]): Input => [`scrape_samples_scraped{${CHAT},pod="${pod}"}`, steady(samples)]),
    ],
    samples: [[`{${CHAT}}`, 2]],
  },
  {
    title: 'replicas wanted are those of both kinds of application',
    record: 'application:arks_replicas_wanted:max',
    expr: 'application:arks_replicas_wanted:max',
    inputs: [
      [`arks_application_spec_replicas{${CHAT},instance="a"}`, steady(3)],
      [`arks_application_spec_replicas{${CHAT},${EAST}}`, steady(17)],
      [`arks_disaggregated_application_spec_replicas{${REASON}}`, steady(7)],
    ],
    samples: [
      [`{${CHAT}}`, 3],
      [`{${CHAT},${EAST}}`, 17],
      [`{${REASON}}`, 7],
    ],
  },
  {
    title: 'a role of a disaggregated application wants 1 where its spec does not say, and what it says where it does',
    record: 'application:arks_replicas_wanted:max',
    expr: 'application:arks_replicas_wanted:max',
    inputs: [
      ['arks_disaggregated_application_info{application="reason",namespace="tenant-a",runtime="sglang"}', steady(1)],
      [`arks_disaggregated_application_info{application="reason",namespace="tenant-a",${EAST}}`, steady(1)],
      [`arks_disaggregated_application_spec_replicas{${REASON}}`, steady(7)],
      [`arks_disaggregated_application_spec_replicas{${REASON.replace('prefill', 'decode')}}`, steady(0)],
      ['arks_application_info{application="chat",namespace="tenant-a",runtime="vllm"}', steady(1)],
    ],
    samples: [
      [`{${REASON}}`, 7],
      [`{${REASON.replace('prefill', 'decode')}}`, 0],
      [`{${REASON.replace('prefill', 'router')}}`, 1],
      ...['router', 'prefill', 'decode'].map(
        (role) => [`{${REASON.replace('prefill', role)},${EAST}}`, 1] satisfies [string, number],
      ),
    ],
  },
  {
    title: 'leaders of the operator, and of no other controller, by cluster',
    record: 'cluster:arks_operator_leaders:sum',
    expr: 'cluster:arks_operator_leaders:sum',
    inputs: [
      [`leader_election_master_status{${OPERATOR},pod="a"}`, steady(1)],
      [`leader_election_master_status{${OPERATOR},pod="b"}`, steady(0)],
      [`leader_election_master_status{${OPERATOR},pod="a",${EAST}}`, steady(1)],
      ['leader_election_master_status{job="kube-controller-manager"}', steady(1)],
      [`leader_election_master_status{${IMPOSTOR},pod="a"}`, steady(1)],
    ],
    samples: [
      ['{}', 1],
      [`{${EAST}}`, 1],
    ],
  },
  {
    title: 'work queues of the operator, by cluster and controller',
    record: 'cluster:arks_workqueue_depth:sum',
    expr: 'cluster:arks_workqueue_depth:sum',
    inputs: [
      [`workqueue_depth{${OPERATOR},controller="arksmodel",pod="a"}`, steady(3)],
      [`workqueue_depth{${OPERATOR},controller="arksmodel",pod="b"}`, steady(17)],
      [`workqueue_depth{${OPERATOR},controller="arksquota",pod="a"}`, steady(65)],
      [`workqueue_depth{${OPERATOR},controller="arksmodel",${EAST}}`, steady(257)],
      ['workqueue_depth{job="kube-controller-manager",controller="arksmodel"}', steady(1025)],
      [`workqueue_depth{${IMPOSTOR},controller="arksmodel",pod="a"}`, steady(4097)],
    ],
    samples: [
      ['{controller="arksmodel"}', 20],
      ['{controller="arksquota"}', 65],
      [`{controller="arksmodel",${EAST}}`, 257],
    ],
  },
];
