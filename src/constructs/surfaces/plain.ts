import type { Construct } from 'constructs';
import type { PartProps } from '../../plan/part-props.js';
import { SurfaceMonitor } from './monitor.js';

/** Scrapes the runtimes of ArksApplications through the Service that Arks makes for each. */
export class ArksRuntime extends SurfaceMonitor {
  constructor(scope: Construct, id: string, props: PartProps) {
    super(scope, id, props, 'runtime');
  }
}

/** Scrapes runtimes that Arks does not start, in the pods that the environment selects. */
export class ArksUnmanagedRuntime extends SurfaceMonitor {
  constructor(scope: Construct, id: string, props: PartProps) {
    super(scope, id, props, 'unmanagedRuntime');
  }
}

/** Scrapes the prefill and decode leaders of ArksDisaggregatedApplications. */
export class ArksDisaggregated extends SurfaceMonitor {
  constructor(scope: Construct, id: string, props: PartProps) {
    super(scope, id, props, 'disaggregated');
  }
}

/** Scrapes the routers of ArksDisaggregatedApplications on their metrics port. */
export class ArksRouter extends SurfaceMonitor {
  constructor(scope: Construct, id: string, props: PartProps) {
    super(scope, id, props, 'router');
  }
}

/** Scrapes the Go plugin of the gateway. */
export class ArksGateway extends SurfaceMonitor {
  constructor(scope: Construct, id: string, props: PartProps) {
    super(scope, id, props, 'gateway');
  }
}

/** Scrapes the Envoy data plane of the gateway. */
export class ArksEnvoy extends SurfaceMonitor {
  constructor(scope: Construct, id: string, props: PartProps) {
    super(scope, id, props, 'envoy');
  }
}
