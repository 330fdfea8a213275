import { diurnal, weekly } from '../model/arrivals.js';
import type { ListedScenario } from './listed.js';
import { standardFleet } from './standard.js';

/** Five days of work, and two on which a few cannot leave it. */
const WEEK = [0.9, 1, 1, 0.95, 0.8, 0.15, 0.1];
const FROM_HOUR = 7;
const TO_HOUR = 21;

export const workingWeek: ListedScenario = {
  name: 'working-week',
  title: 'five days of work and two of rest, busy at two in the afternoon and silent at night',
  fleet: {
    ...standardFleet,
    workloads: standardFleet.workloads.map((workload) => ({
      ...workload,
      arrivals: weekly(
        WEEK,
        diurnal({ peakPerSecond: workload.arrivals.peakPerSecond, fromHour: FROM_HOUR, toHour: TO_HOUR }),
      ),
    })),
  },
  minutes: 7 * 24 * 60,
  events: [],
};
