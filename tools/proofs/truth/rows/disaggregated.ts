import * as disaggregation from '../../../../src/signals/disaggregation/disaggregation.js';
import * as router from '../../../../src/signals/router/router.js';
import * as routerWorkers from '../../../../src/signals/router/router-workers.js';
import type { Recorded } from '../../../../src/signals/vocabulary/signal.js';
import { divided, type Moment, mean, noted, type Row, rated } from '../row.js';
import { counted } from './engines.js';

const QUEUES = 'where each request of the log is between prefill and decode';

const queue = ({ record, labels }: Recorded, what: string): Row => ({
  name: record,
  judgement: 'exact',
  against: QUEUES,
  expected: noted(what, labels),
  instant: true,
});

/** A histogram since mid-2026; before that the last transfer of each prefill replica, which is all that is known. */
function transfers({ record, labels }: Recorded, measure: string, last: string): Row {
  const means = divided(rated(`${measure}_sum`, labels), rated(`${measure}_count`, labels));
  const lasts = noted(last, labels, mean);
  return {
    name: record,
    judgement: 'within 1 %',
    against: 'transfers of prefill; where only a gauge shows them, the last of each replica',
    expected: (moment: Moment) => [...means(moment), ...lasts(moment)],
    instant: true,
  };
}

const workers = ({ record, labels }: Recorded, what: string): Row => ({
  name: record,
  judgement: 'exact',
  against: 'workers that there are, and those that serve',
  expected: noted(what, labels),
  instant: true,
});

export const disaggregatedRows: readonly Row[] = [
  queue(disaggregation.prefillBootstrapPerPod, 'bootstrap queue'),
  queue(disaggregation.prefillInflightPerPod, 'in-flight queue'),
  queue(disaggregation.decodePreallocationPerPod, 'preallocation queue'),
  queue(disaggregation.decodeTransferPerPod, 'transfer queue'),
  queue(disaggregation.prefillBootstrap, 'bootstrap queue'),
  queue(disaggregation.prefillInflight, 'in-flight queue'),
  queue(disaggregation.decodePreallocation, 'preallocation queue'),
  queue(disaggregation.decodeTransfer, 'transfer queue'),
  counted(
    disaggregation.kvTransferFailures,
    'failed transfers',
    'transfers that failed, as each of the two roles sees them',
  ),
  transfers(disaggregation.kvTransferLatency, 'transfer milliseconds', 'last transfer milliseconds'),
  transfers(disaggregation.kvTransferSpeed, 'transfer speed', 'last transfer speed'),
  counted(router.routerRequests, 'router requests', 'request log: the new router counts arrivals, the old one answers'),
  counted(router.routerErrors, 'router errors', 'request log: requests whose transfer failed'),
  counted(router.routerLatency, 'router latency_bucket', 'request log: from arrival until decode begins'),
  workers(routerWorkers.routerWorkers, 'workers'),
  workers(routerWorkers.routerWorkersHealthy, 'healthy workers'),
  workers(routerWorkers.routerWorkersUnhealthy, 'unhealthy workers'),
];
