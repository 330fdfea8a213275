import type { Gauge, MetricStore } from '../exposition/instruments.js';
import type { ArksQuota, ArksToken } from '../model/access.js';
import type { ControlPlane } from '../model/control-plane.js';
import type { Quotas } from '../model/quotas.js';
import { applicationPoints } from './application-points.js';
import type { Point } from './points.js';
import { endpointPoints, modelPoints, quotaPoints, tokenPoints } from './resource-points.js';

export interface CustomResourcesProps {
  /** A store of the component `customResources`. */
  readonly store: MetricStore;
  readonly controlPlane: ControlPlane;
  readonly quotas: readonly ArksQuota[];
  /** What the gateway wrote into the status of the quotas. */
  readonly usage: Quotas;
  /** Those whose limits are published, which is an opt-in; none otherwise. */
  readonly tokens: readonly ArksToken[];
  /** Whether it may list the objects; one that may not answers and shows nothing. */
  readonly mayList: () => boolean;
}

export interface CustomResourcesExporter {
  readonly store: MetricStore;
  readonly refresh: () => void;
}

/** What the kube-state-metrics of our own shows: every resource as it is, and nothing of one that is gone. */
export function customResourcesExporter(props: CustomResourcesProps): CustomResourcesExporter {
  const { store, controlPlane, quotas, usage, tokens, mayList } = props;
  const shown = new Map<string, { readonly point: Point; readonly gauge: Gauge }>();
  return {
    store,
    refresh: () => {
      const gone = new Set(shown.keys());
      const points = mayList()
        ? [
            ...applicationPoints(controlPlane),
            ...modelPoints(controlPlane),
            ...endpointPoints(controlPlane),
            ...quotaPoints(quotas, usage),
            ...tokenPoints(tokens),
          ]
        : [];
      for (const point of points) {
        const [name, labels, value] = point;
        const key = `${name} ${Object.values(labels).join(' ')}`;
        const known = shown.get(key) ?? { point, gauge: store.gauge(name, labels) };
        shown.set(key, known);
        known.gauge.set(value);
        gone.delete(key);
      }
      for (const key of gone) {
        const [name, labels] = shown.get(key)?.point ?? [];
        if (name !== undefined && labels !== undefined) store.remove(name, labels);
        shown.delete(key);
      }
    },
  };
}
