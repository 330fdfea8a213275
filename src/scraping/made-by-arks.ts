import { drop, keep, keepEqual, type RelabelRule, replaceMatch } from './relabeling.js';

/** Empty where the target is no pod: a Service without a selector leads wherever its Endpoints say. */
const APPLICATION = '__meta_kubernetes_pod_label_arks_ai_application';
/** Empty for a pod that somebody made by hand. Its name and kind differ from one version of RBG to the next. */
const CONTROLLER = '__meta_kubernetes_pod_controller_kind';
const SERVICE = '__meta_kubernetes_service_name';
/** Prometheus keeps names that begin so for relabeling, and no longer than that. */
const OWN_SERVICE = '__tmp_arks_service';

/** Keeps the pods of applications: Arks labels each, and runs none without a controller (arks e1732a9). */
export const podsOfApplications: RelabelRule[] = [keep(APPLICATION, '.+'), keep(CONTROLLER, '.+')];

/** Keeps pods that say their application in a label of their own, and leaves those of Arks to their monitors. */
export function podsOfYourOwn(application: string): RelabelRule[] {
  return [keep(application, '.+'), keep(CONTROLLER, '.+'), drop(APPLICATION, '.+')];
}

/**
 * Keeps what is found through the Service that Arks makes for the application of the pod (arks e1732a9,
 * arksapplication_controller.go:376-404). `job` is the name of the Service: any other name, that of the gateway's or the operator's
 * among them, would be a word of whoever made it.
 */
export const ownServiceOnly: RelabelRule[] = [
  replaceMatch({
    sourceLabels: [APPLICATION],
    regex: '(.+)',
    targetLabel: OWN_SERVICE,
    replacement: 'arks-application-$1',
  }),
  keepEqual(SERVICE, OWN_SERVICE),
];
