export const CONTROLLERS = ['arksapplication', 'arksdisaggregatedapplication', 'arksendpoint', 'arksmodel'] as const;
export type Controller = (typeof CONTROLLERS)[number];

/** How busy a controller is; all of it may change while a scenario runs. */
export interface ControllerState {
  reconcilesPerSecond: number;
  /** Share of reconciles, 0 to 1, that end in an error and are tried again. */
  errorShare: number;
  queueDepth: number;
  /** Age of the reconcile that has run longest; 0 where none runs. */
  longestRunningSeconds: number;
}

/** The Arks operator. */
export interface OperatorState {
  /** Without it no status and no route changes. */
  running: boolean;
  leads: boolean;
  readonly controllers: Readonly<Record<Controller, ControllerState>>;
}

/** Objects are looked at again now and then even where nothing changes. */
const RECONCILES_PER_SECOND: Readonly<Record<Controller, number>> = {
  arksapplication: 0.23,
  arksdisaggregatedapplication: 0.11,
  arksendpoint: 0.37,
  arksmodel: 0.07,
};

/** An operator that leads and has nothing wrong with it. */
export function healthyOperator(): OperatorState {
  const state = (controller: Controller): ControllerState => ({
    reconcilesPerSecond: RECONCILES_PER_SECOND[controller],
    errorShare: 0,
    queueDepth: 0,
    longestRunningSeconds: 0,
  });
  return {
    running: true,
    leads: true,
    controllers: {
      arksapplication: state('arksapplication'),
      arksdisaggregatedapplication: state('arksdisaggregatedapplication'),
      arksendpoint: state('arksendpoint'),
      arksmodel: state('arksmodel'),
    },
  };
}
