import type { Input, RecordCase } from '../support/record-test.js';

const REQUESTS = 'application:arks_requests:rate5m';
const frontend = 'namespace="tenant-a",application="chat",role="unified",pod="a",endpoint="chat_completions"';
const ended = (model: string, request: string, status: string, type: string, perSecond: number): Input => [
  `dynamo_frontend_requests_total{${frontend},model_name="${model}",request_type="${request}",status="${status}"${type}}`,
  `0+${perSecond * 60}x20`,
];
const told = (model: string, reason: string, perSecond: number) =>
  [
    `{application="chat",finished_reason="${reason}",model_name="${model}",namespace="tenant-a",role="unified",runtime="dynamo"}`,
    perSecond,
  ] as const;

const RUNNING = 'pod:arks_requests_running:sum';
const held = (pod: string, name: string, value: number): Input => [
  `${name}{namespace="tenant-a",application="chat",role="unified",pod="${pod}",model_name="org/tiny"}`,
  `${value}x20`,
];
const runs = (pod: string, value: number) =>
  [
    `{application="chat",model_name="org/tiny",namespace="tenant-a",pod="${pod}",role="unified",runtime="dynamo"}`,
    value,
  ] as const;

const target = (pod: string, up: number): Input => [
  `up{namespace="tenant-a",application="chat",role="unified",pod="${pod}"}`,
  `${up}x20`,
];

const UP = 'application:arks_replicas_up:sum';
type Labels = Readonly<Record<string, string>>;
const text = (labels: Labels) =>
  Object.entries(labels)
    .map(([label, value]) => `${label}="${value}"`)
    .join(',');
const LOST: Labels = { cluster: 'eu-1', namespace: 'tenant-a', application: 'chat', role: 'unified', pod: 'lost' };
const READY = 'dynamo_frontend_model_ready';
const beside = Object.keys(LOST).map((label): Labels => ({ ...LOST, [label]: 'other' }));
const application = ({ pod: _, ...labels }: Labels) => text(labels);

/** Frontends that have lost their engines, told apart from what is like them but for one label, and from what others run. */
const desertedCases: readonly RecordCase[] = [
  {
    title: 'a frontend of Dynamo that has lost its engines is not hidden by one that has some, nor hides that one',
    record: UP,
    expr: UP,
    inputs: [
      [`up{${text(LOST)}}`, '1x20'],
      [`${READY}{${text(LOST)}}`, '1x5 stale'],
      ...beside.flatMap((labels): Input[] => [
        [`up{${text(labels)}}`, '1x20'],
        [`${READY}{${text(labels)}}`, '1x20'],
      ]),
      ...['application="shop"', 'role="unified"'].flatMap((label): Input[] => [
        [`up{cluster="eu-1",namespace="others",${label},pod="s"}`, '1x20'],
        [`scrape_samples_scraped{cluster="eu-1",namespace="others",${label},pod="s"}`, '7x20'],
      ]),
    ],
    samples: beside.map((labels) => [`{${application(labels)}}`, 1] as const),
  },
  {
    title:
      'a frontend of Dynamo that lost its engines eight hours ago has lost them, and after a day it is as one that had none',
    record: UP,
    expr: UP,
    inputs: [
      [`up{${text(LOST)}}`, '1x30'],
      [`${READY}{${text(LOST)}}`, '1x22'],
      [`up{${text({ ...LOST, application: 'older' })}}`, '1x30'],
      [`${READY}{${text({ ...LOST, application: 'older' })}}`, '1x4'],
    ],
    samples: [
      [`{${application(LOST)}}`, 0],
      [`{${application({ ...LOST, application: 'older' })}}`, 1],
    ],
    minutes: 1_800,
    stepSeconds: 3_600,
  },
];

/** How requests end at Dynamo's frontend, and which it holds, as a running 1.6.1 told it. */
export const dynamoCases: readonly RecordCase[] = [
  {
    title: 'of the errors of Dynamo those are none whose clients left, and those apart who asked for what is not there',
    record: REQUESTS,
    expr: REQUESTS,
    inputs: [
      ended('org/tiny', 'stream', 'success', '', 7),
      ended('org/tiny', 'unary', 'success', '', 2),
      ended('org/tiny', 'stream', 'error', ',error_type="cancelled"', 3),
      ended('org/tiny', 'stream', 'error', ',error_type="unavailable"', 5),
      ended('org/tiny', 'unary', 'error', ',error_type="internal"', 1),
      ended('unknown_model', 'unary', 'error', ',error_type="not_found"', 4),
    ],
    samples: [
      told('org/tiny', 'abort', 3),
      told('org/tiny', 'error', 6),
      told('org/tiny', 'unknown', 9),
      told('unknown_model', 'not_found', 4),
    ],
  },
  {
    title: 'a Dynamo that tells no type of an error has errors all the same',
    record: REQUESTS,
    expr: REQUESTS,
    inputs: [ended('org/tiny', 'unary', 'success', '', 11), ended('org/tiny', 'unary', 'error', '', 3)],
    samples: [told('org/tiny', 'error', 3), told('org/tiny', 'unknown', 11)],
  },
  {
    title: 'what waits at a frontend of Dynamo is in flight, too, and runs not',
    record: RUNNING,
    expr: RUNNING,
    inputs: [
      held('a', 'dynamo_frontend_inflight_requests', 7),
      held('a', 'dynamo_frontend_queued_requests', 5),
      // Read one after the other.
      held('b', 'dynamo_frontend_inflight_requests', 3),
      held('b', 'dynamo_frontend_queued_requests', 4),
      held('c', 'dynamo_frontend_inflight_requests', 11),
      held('d', 'nv_llm_http_service_inflight_requests', 13),
    ],
    samples: [runs('a', 2), runs('b', 0), runs('c', 11), runs('d', 13)],
  },
  {
    title:
      'a frontend of Dynamo that has lost its engines is no replica that is up, and one that never spoke of them is',
    record: 'application:arks_replicas_up:sum',
    expr: 'application:arks_replicas_up:sum',
    inputs: [
      ...['ready', 'also-ready', 'not-ready', 'lost', 'older'].map((pod) => target(pod, 1)),
      target('down', 0),
      held('ready', 'dynamo_frontend_model_ready', 1),
      held('also-ready', 'dynamo_frontend_model_ready', 1),
      held('not-ready', 'dynamo_frontend_model_ready', 0),
      [held('lost', 'dynamo_frontend_model_ready', 1)[0], '1x5 stale'],
      held('older', 'dynamo_frontend_inflight_requests', 0),
    ],
    samples: [['{application="chat",namespace="tenant-a",role="unified"}', 3]],
  },
  ...desertedCases,
];
