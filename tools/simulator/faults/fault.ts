import type { AlertName } from '../../../src/rules/alerts/index.js';
import type { ALERT } from '../../../src/rules/objectives/budget-burn.js';
import type { Fleet } from '../fleet/fleet.js';
import type { FleetSpec } from '../fleet/spec.js';

/** An alert that a fault raises. */
export interface Raised {
  readonly alert: AlertName | typeof ALERT;
  /** From the beginning of the fault, the `for` of the alert and the window of its rates included. */
  readonly withinMinutes: number;
  /** Labels by which it says what is wrong; any other of that name is a false alarm. */
  readonly labels: Readonly<Record<string, string>>;
  /** How many alerts of these labels there are: one unless said, or as many as windows of an objective burn. */
  readonly alerts?: number | 'one or more';
}

/** Something that goes wrong, or only looks as if, and what must be told about it: these alerts and no others. */
export interface Fault {
  readonly name: string;
  /** What happens, in a sentence without a full stop. */
  readonly title: string;
  /** The install it happens to. */
  readonly fleet: FleetSpec;
  /** Settings of the environment it happens in, beside those of the simulated one. */
  readonly settings?: object;
  /** Groups of rules that are not evaluated. */
  readonly withoutGroups?: readonly string[];
  /** Whether Prometheus makes native histograms of classic ones. */
  readonly convertsHistograms?: true;
  /** Minutes before it begins; 20 unless said. */
  readonly settleMinutes?: number;
  /** How long the fleet has run before Prometheus sees it. */
  readonly unseenMinutes?: number;
  /** How long it is watched from its beginning on. */
  readonly minutes: number;
  /** Takes longer to play than the tests may; `npm run fault-matrix` plays it. */
  readonly long?: true;
  readonly begin: (fleet: Fleet) => void;
  readonly raises: readonly Raised[];
  /** How it is mended, where that is played, too. */
  readonly ends?: Ending;
}

/** The end of a fault: after that everything must fall silent, but for objectives, whose windows look back for hours. */
export interface Ending {
  /** From the beginning of the fault. */
  readonly afterMinutes: number;
  readonly mend: (fleet: Fleet) => void;
  /** From the end of the fault: the windows of rates and `keep_firing_for` are in it. */
  readonly quietWithinMinutes: number;
}

/** An objective whose budget is spent so fast that somebody is woken. */
export function burns(slo: string, withinMinutes = 30): Raised {
  return { alert: 'ArksSloBudgetBurn', withinMinutes, labels: { slo }, alerts: 'one or more' };
}

/** For what is there from the start, or is no fault at all. */
export function nothing(): void {}

/** The element. Throws where a list is too short, which is the scenario's mistake. */
export function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index];
  if (value === undefined) throw new Error(`there must be at least ${index + 1}, got ${values.length}`);
  return value;
}
