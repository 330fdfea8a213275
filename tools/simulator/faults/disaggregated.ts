import { standardFleet } from '../scenarios/standard.js';
import { at, burns, type Fault } from './fault.js';

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
];
