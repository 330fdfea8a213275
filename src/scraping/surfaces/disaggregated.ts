import { DISAGGREGATED } from '../../config/runtimes.js';
import {
  applicationFromPod,
  leadersAlone,
  leadersOnly,
  ofAnApplication,
  oneTargetPerPod,
  replicaIdentity,
  roleFromPod,
} from '../identity.js';
import { errorsOnly } from '../kept-series.js';
import { podsOfApplications } from '../made-by-arks.js';
import type { Selector } from '../monitor-spec.js';
import type { Surface } from '../surface.js';
import { ON_POD } from '../target-labels.js';

/** The containers declare it without a name, and no Service selects them. */
const RUNTIME_PORT = 8080;

const IN_ROLES: { key: string; operator: 'In'; values: string[] } = {
  key: 'arks.ai/disaggregation-role',
  operator: 'In',
  values: ['decode', 'prefill'],
};
const LEADERS: Selector = {
  matchLabels: { 'arks.ai/work-load-role': 'leader' },
  matchExpressions: [IN_ROLES],
};

/** The prefill and decode leaders of ArksDisaggregatedApplications. */
export const disaggregated: Surface = {
  object: 'arks-disaggregated',
  component: 'disaggregated',
  finds: 'pods',
  selector: () => LEADERS,
  answers: () => ({ pods: LEADERS, port: RUNTIME_PORT, serves: true }),
  // Of the runtimes Arks disaggregates only some; with any other such an application fails.
  exporters: () => DISAGGREGATED.map((name) => [name]),
  features: ['disaggregation'],
  targetLabels: [...ON_POD, 'application', 'role'],
  endpoint: (settings, kept) => ({
    portNumber: RUNTIME_PORT,
    relabelings: [...podsOfApplications, leadersOnly, oneTargetPerPod, ...replicaIdentity(settings)],
    labelling: errorsOnly(kept, settings.scrape.keep),
  }),
  asPod: () => ({
    selector: { matchLabels: LEADERS.matchLabels, matchExpressions: [IN_ROLES, ofAnApplication, leadersAlone] },
    port: RUNTIME_PORT,
    fromPod: [applicationFromPod, roleFromPod],
  }),
};
