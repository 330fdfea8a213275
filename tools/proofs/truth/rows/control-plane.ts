import { CONTROLLERS, type Controller, healthyOperator } from '@arks-monitoring/simulator/model/operator-state.js';
import { ARKSMODEL_ERROR_SHARE } from '@arks-monitoring/simulator/scenarios/mixed.js';
import * as controlPlane from '../../../../src/signals/control-plane/control-plane.js';
import type { Recorded } from '../../../../src/signals/vocabulary/signal.js';
import { STEP_SECONDS } from '../play.js';
import { type Moment, noted, type Row } from '../row.js';
import type { Expected } from '../windows.js';

const gauge = (
  { record, labels }: Recorded,
  what: string,
  against: string,
  reduce?: (all: readonly number[]) => number,
): Row => ({
  name: record,
  judgement: 'exact',
  against,
  expected: noted(what, labels, reduce),
  instant: true,
});

/** The operator's work is a steady stream in the model; only whole reconciles are counted, so one more or less may show. */
const worked = ({ record }: Recorded, share: (controller: Controller) => number): Row => ({
  name: record,
  judgement: 'within 1 %',
  against: 'the rate that the model gives each controller, one reconcile more or less',
  expected: ({ window }: Moment) => {
    const { controllers } = healthyOperator();
    const one = 1 / ((window.last - window.first) * STEP_SECONDS);
    return CONTROLLERS.map((controller): Expected => {
      const value = controllers[controller].reconcilesPerSecond * share(controller);
      return { labels: { controller }, value, unseen: Math.min(one, value), added: value === 0 ? 0 : one };
    });
  },
});

const isModel = (controller: Controller) => controller === 'arksmodel';

export const controlPlaneRows: readonly Row[] = [
  gauge(controlPlane.replicasUp, 'up', 'replicas that serve their metrics'),
  gauge(controlPlane.replicasFound, 'up', 'replicas that there are', (all) => all.length),
  gauge(controlPlane.replicasWanted, 'wanted', 'what the applications ask for'),
  worked(controlPlane.reconcileErrors, (controller) => (isModel(controller) ? ARKSMODEL_ERROR_SHARE : 0)),
  worked(controlPlane.reconciles, () => 1),
  gauge(controlPlane.workQueueDepth, 'operator queue', "the model's queues"),
  gauge(controlPlane.operatorLeaders, 'leaders', 'one leads'),
];
