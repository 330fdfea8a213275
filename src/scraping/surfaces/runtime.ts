import { STARTED_BY_ARKS } from '../../config/runtimes.js';
import { runtimesWith } from '../../signals/runtimes/index.js';
import {
  applicationFromPod,
  freeEndpointLabel,
  leadersAlone,
  leadersOnly,
  ofAnApplication,
  replicaIdentity,
  servesAlone,
  withoutRole,
} from '../identity.js';
import { errorsOnly } from '../kept-series.js';
import { ownServiceOnly, podsOfApplications } from '../made-by-arks.js';
import { type RelabelRule, replaceMatch } from '../relabeling.js';
import type { ScrapeSettings } from '../settings.js';
import type { Surface } from '../surface.js';
import { ON_SERVICE, without } from '../target-labels.js';

/** Of the container, where clients ask as well (arks e1732a9, arksapplication_controller.go:631-635). */
const RUNTIME_PORT = 8080;

/** The runtimes of ArksApplications, through the Service that Arks makes for each (facts: arks e1732a9). */
export const runtime: Surface = {
  object: 'arks-runtime',
  component: 'runtime',
  finds: 'services',
  // One Service an application.
  job: { matches: 'arks-application-.+' },
  selector: () => ({ matchLabels: { 'managed-by': 'arks', 'prometheus-discovery': 'true' } }),
  answers: () => ({
    pods: {
      matchExpressions: [
        { key: 'arks.ai/application', operator: 'Exists' },
        { key: 'arks.ai/disaggregation-role', operator: 'DoesNotExist' },
      ],
    },
    port: RUNTIME_PORT,
    serves: true,
  }),
  exporters: ({ runtimes }) => runtimes.filter((name) => STARTED_BY_ARKS.includes(name)).map((name) => [name]),
  targetLabels: [...without(ON_SERVICE, 'endpoint'), 'application', 'role'],
  endpoint: (settings, kept) => ({
    port: 'http',
    relabelings: [
      ...podsOfApplications,
      ...ownServiceOnly,
      leadersOnly,
      ...replicaIdentity(settings),
      freeEndpointLabel,
    ],
    labelling: [...errorsOnly(kept, settings.scrape.keep), ...servedModel(settings)],
  }),
  // What the Service selects (arks e1732a9, arksapplication_controller.go:376-404), of any application.
  asPod: () => ({
    selector: {
      matchLabels: { 'arks.ai/work-load-role': 'leader' },
      matchExpressions: [ofAnApplication, withoutRole, leadersAlone],
    },
    port: RUNTIME_PORT,
    fromPod: [applicationFromPod],
    labelling: [servesAlone],
  }),
};

/** Some runtimes say `model` where others say `model_name`. Where they do not run, nothing of theirs is there to be renamed. */
export function servedModel({ runtimes }: Pick<ScrapeSettings, 'runtimes'>): readonly RelabelRule[] {
  return runtimesWith(({ saysModel }) => saysModel)
    .filter(([name]) => runtimes.includes(name))
    .flatMap(([, names]) => [
      replaceMatch({
        sourceLabels: ['__name__', 'model'],
        regex: `${names};(.+)`,
        targetLabel: 'model_name',
        replacement: '$1',
      }),
      // An empty value takes a label away; other series keep theirs.
      replaceMatch({ sourceLabels: ['__name__'], regex: `${names}()`, targetLabel: 'model', replacement: '$1' }),
    ]);
}
