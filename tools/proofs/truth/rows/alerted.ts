import type { Labels } from '@arks-monitoring/simulator/operator/relabel.js';
import { pluginRestarts } from '../../../../src/signals/gateway/restarts.js';
import * as traffic from '../../../../src/signals/gateway/traffic.js';
import * as errors from '../../../../src/signals/requests/engine-errors.js';
import * as load from '../../../../src/signals/requests/load.js';
import * as age from '../../../../src/signals/scraping/age.js';
import { replicaSilent, targetDown } from '../../../../src/signals/scraping/targets.js';
import {
  accountingDrift,
  rateLimitHitsByModel,
  rateLimitHitsByUser,
  tenantOutputByModel,
  tenantShare,
  usersActive,
} from '../../../../src/signals/tenants/shares.js';
import type { Signal } from '../../../../src/signals/vocabulary/signal.js';
import { RESTART_SECONDS, RESTARTED_PLUGIN, STEP_SECONDS } from '../play.js';
import { divided, known, type Moment, mean, noted, type Row, rated, summed } from '../row.js';
import { active, drift, share } from './shares.js';
import { INSTALL } from './state.js';

const LOG = 'request log';
const PLUGIN_POD = 'arks-gateway-plugins-';

/** An amount of the log or of what engines did, read of records. */
const counted = (
  { title, labels }: Signal,
  against: string,
  expected: Row['expected'],
  extra: Partial<Row> = {},
): Row => ({
  name: title,
  judgement: 'within 1 %',
  against,
  expected,
  by: labels,
  instant: true,
  ...extra,
});
const exact = (of: Signal, against: string, expected: Row['expected'], extra: Partial<Row> = {}): Row =>
  counted(of, against, expected, { judgement: 'exact', ...extra });

const ofReplicas = (what: string, { labels }: Signal) => noted(what, labels, mean);
const isError = ({ finished_reason }: Labels): boolean => finished_reason === 'error';

/** How many series there are under these labels: replicas that show a value. */
const replicas = ({ labels }: Signal) => noted('running', labels, ({ length }) => length);

const restartedAt = (number: number, { step }: Moment) =>
  number === RESTARTED_PLUGIN && step * STEP_SECONDS >= RESTART_SECONDS;
const plugins = (value: (number: number, moment: Moment) => number) => (moment: Moment) =>
  Array.from({ length: moment.evidence.spec.plugins ?? 1 }, (_, number) =>
    known({ pod: `${PLUGIN_POD}${number}` }, value(number, moment)),
  );
const ofPlugins = { by: ['pod'], only: ({ pod = '' }: Labels) => pod.startsWith(PLUGIN_POD) };
const targets = ['namespace', 'pod'];

export const alertedRows: readonly Row[] = [
  counted(
    errors.requestsAnswered,
    'what engines did: requests finished',
    rated('finished', errors.requestsAnswered.labels),
  ),
  counted(
    errors.engineErrorRatio,
    'what engines did: requests finished with an error, where the runtime names them',
    divided(
      rated('finished', errors.engineErrorRatio.labels, isError),
      rated('finished', errors.engineErrorRatio.labels),
    ),
  ),
  counted(
    errors.kvTransferFailuresByRole,
    'transfers that failed, as each of the two roles sees them',
    rated('failed transfers', errors.kvTransferFailuresByRole.labels),
  ),
  exact(load.loadPerReplica, 'requests at each replica', (moment) =>
    summed(ofReplicas('running', load.loadPerReplica)(moment), ofReplicas('waiting', load.loadPerReplica)(moment)),
  ),
  counted(
    load.preemptionsPerReplica,
    'what engines did: requests that lost their place, of replicas that there are',
    divided(rated('preemptions', load.preemptionsPerReplica.labels), replicas(load.preemptionsPerReplica)),
  ),
  exact(load.queueBetweenRolesPerReplica, 'where each request of the log is between prefill and decode', (moment) => [
    ...ofReplicas('bootstrap queue', load.queueBetweenRolesPerReplica)(moment),
    ...ofReplicas('preallocation queue', load.queueBetweenRolesPerReplica)(moment),
  ]),
  counted(traffic.gatewayTraffic, `${LOG}: answers`, rated('client answers', [])),
  exact(
    traffic.gatewayUpstreamHealthyRatioRecent,
    'all of them: Envoy loses no host here, and the faults have one that does',
    (moment) =>
      noted('hosts', ['namespace', 'model'])(moment).flatMap(({ labels, value }) =>
        value > 0 ? [known(labels, 1)] : [],
      ),
  ),
  counted(
    rateLimitHitsByUser,
    `${LOG}: requests that a rate limit rejected`,
    rated('rate-limit hits', rateLimitHitsByUser.labels),
  ),
  counted(
    rateLimitHitsByModel,
    `${LOG}: requests that a rate limit rejected`,
    rated('rate-limit hits', rateLimitHitsByModel.labels),
  ),
  counted(
    tenantOutputByModel,
    `${LOG}: output of complete answers; chunks of three tokens count one here`,
    rated('output of users', tenantOutputByModel.labels),
    { judgement: 'told' },
  ),
  counted(tenantShare, `${LOG}: output of complete answers, of a user by that of the model`, share, {
    judgement: 'told',
  }),
  counted(usersActive, `${LOG}: users to whom output went`, active, { judgement: 'told', by: [] }),
  counted(accountingDrift, `${LOG} and engines: tokens charged that no engine computed`, drift),
  exact(
    pluginRestarts,
    'plugins that restarted',
    plugins((number, moment) => (restartedAt(number, moment) ? 1 : 0)),
    { by: ['pod'] },
  ),
  exact(
    age.processAge,
    'how long each process of the plugin has run',
    plugins((number, moment) => moment.step * STEP_SECONDS - (restartedAt(number, moment) ? RESTART_SECONDS : 0)),
    ofPlugins,
  ),
  exact(
    age.scrapeAge,
    'each target is scraped at the time of evaluation',
    (moment) =>
      [...noted('up', targets)(moment), ...INSTALL.map(([namespace, pod]) => known({ namespace, pod }, 0))].map(
        ({ labels }) => known(labels, 0),
      ),
    { by: targets },
  ),
  exact(
    targetDown,
    'pods that do not serve their metrics',
    (moment) => noted('up', targets)(moment).flatMap(({ labels, value }) => (value === 0 ? [known(labels, 0)] : [])),
    { by: targets },
  ),
  exact(replicaSilent, 'replicas that do not serve their metrics', (moment) =>
    noted('up', replicaSilent.labels)(moment).flatMap(({ labels, value }) => (value === 0 ? [known(labels, 0)] : [])),
  ),
];
