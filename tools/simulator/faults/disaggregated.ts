import type { FleetSpec } from '../fleet/spec.js';
import { constant } from '../model/arrivals.js';
import { standardFleet } from '../scenarios/standard.js';
import { at, burns, type Fault, nothing, type Raised } from './fault.js';

/** Behind the router of 0.1.x, which says nothing of its workers; what dies there never comes back. */
const silentRouter: FleetSpec = {
  ...standardFleet,
  disaggregated: standardFleet.disaggregated.map((one) => ({
    ...one,
    router: 'sgl_router-0.1',
    startSeconds: Number.POSITIVE_INFINITY,
  })),
};
const REASON = { namespace: 'tenant-a', application: 'reason' };

/** What goes wrong between prefill, decode and the router. */
export const disaggregatedFaults: readonly Fault[] = [
  {
    name: 'kv-transfer-fails',
    title: 'three transfers of KV cache in ten fail',
    fleet: standardFleet,
    minutes: 50,
    begin: (fleet) => {
      fleet.disaggregated('reason').link.failShare = 0.3;
    },
    ends: {
      afterMinutes: 25,
      quietWithinMinutes: 20,
      mend: (fleet) => {
        fleet.disaggregated('reason').link.failShare = 0;
      },
    },
    raises: [
      { alert: 'ArksDisaggregatedKvTransferFailing', withinMinutes: 15, labels: { ...REASON, role: 'prefill' } },
      { alert: 'ArksDisaggregatedKvTransferFailing', withinMinutes: 15, labels: { ...REASON, role: 'decode' } },
      burns('gateway-availability'),
    ],
  },
  {
    name: 'prefill-starved',
    title: 'four times the requests come and decode has no room, so prefill waits with its queue full',
    fleet: standardFleet,
    minutes: 40,
    begin: (fleet) => {
      for (const replica of fleet.disaggregated('reason').decode) replica.change({ kvTaken: 0.93 });
      fleet.traffic('alice', 'deepseek-r1').scale(4);
    },
    raises: [
      { alert: 'ArksDisaggregatedRoleSaturated', withinMinutes: 30, labels: { ...REASON, role: 'prefill' } },
      { alert: 'ArksDisaggregatedRoleSaturated', withinMinutes: 30, labels: { ...REASON, role: 'decode' } },
    ],
  },
  {
    name: 'router-loses-workers',
    title: 'the router takes one of two decode workers for unhealthy',
    fleet: standardFleet,
    minutes: 30,
    begin: (fleet) => {
      const { router, decode } = fleet.disaggregated('reason');
      router.distrust([at(decode, 1)]);
    },
    raises: [{ alert: 'ArksRouterWorkersUnhealthy', withinMinutes: 20, labels: REASON }],
  },
  {
    name: 'router-without-health',
    title: 'behind a router that says nothing of its workers, a prefill and a decode worker of two die for good',
    fleet: silentRouter,
    minutes: 40,
    begin: (fleet) => {
      const { prefill, decode } = fleet.disaggregated('reason');
      for (const replicas of [prefill, decode]) at(replicas, 1).restart();
    },
    raises: [
      { alert: 'ArksRouterWorkersUnhealthy', withinMinutes: 20, labels: { ...REASON, role: 'router' } },
      ...(['prefill', 'decode'] as const).flatMap((role): readonly Raised[] => [
        { alert: 'ArksRuntimeTargetDown', withinMinutes: 20, labels: { ...REASON, role } },
        { alert: 'ArksApplicationReplicasUnavailable', withinMinutes: 20, labels: { ...REASON, role } },
      ]),
    ],
  },
  {
    name: 'router-without-health-unused',
    title: 'nobody has asked a router yet that says nothing of its workers, whose page is empty until somebody does',
    fleet: {
      ...silentRouter,
      workloads: silentRouter.workloads.map((one) => ({ ...one, arrivals: constant(0) })),
    },
    settleMinutes: 0,
    minutes: 60,
    begin: nothing,
    raises: [],
  },
];
