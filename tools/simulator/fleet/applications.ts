import type { Sizing } from '../../../src/config/sizing.js';
import type { Clock } from '../clock.js';
import type { SimulatedPod, SimulatedService } from '../cluster.js';
import { routerExporter } from '../exporters/router.js';
import { createDisaggregated, type DisaggregatedApplication } from '../model/application/disaggregated.js';
import { createUnified, type UnifiedApplication } from '../model/application/unified.js';
import { randomStream } from '../random.js';
import { imageOf } from './images.js';
import type { DisaggregatedSpec, EngineSpec, FleetSpec, UnifiedSpec } from './spec.js';

/** All applications of a fleet, by name. */
export interface Applications {
  readonly unified: ReadonlyMap<string, UnifiedApplication>;
  readonly disaggregated: ReadonlyMap<string, DisaggregatedApplication>;
  readonly pods: () => readonly SimulatedPod[];
  readonly services: () => readonly SimulatedService[];
  /** Replaces the engine of an application that is not disaggregated. */
  readonly rollOut: (application: string, engine: EngineSpec, startSeconds?: number) => void;
}

export interface ApplicationsProps {
  readonly spec: FleetSpec;
  readonly clock: Clock;
  readonly sizing: Sizing;
  readonly epochSeconds: number;
}

/** InfiniBand between two nodes, and what a token of a mid-size model takes. */
const LINK = { megabytesPerSecond: 9_700, megabytesPerToken: 0.13, failShare: 0 };

export function createApplications({ spec, clock, sizing, epochSeconds }: ApplicationsProps): Applications {
  const common = { clock, epochSeconds, sizing };
  const imageFor = (application: UnifiedSpec | DisaggregatedSpec, engineType: 'unified' | 'prefill' | 'decode') =>
    imageOf({ ...common, ...application, engineType });
  const unified = new Map(
    spec.unified.map((application) => [
      application.name,
      createUnified({
        clock,
        random: randomStream(spec.seed, application.name),
        namespace: application.namespace,
        name: application.name,
        arksModel: application.model,
        replicas: application.replicas,
        image: imageFor(application, 'unified'),
        balance: application.balance ?? 'least-request',
        unmanaged: application.engine.runtime === 'tensorrt-llm',
      }),
    ]),
  );
  const disaggregated = new Map(
    spec.disaggregated.map((application) => [
      application.name,
      createDisaggregated({
        clock,
        random: randomStream(spec.seed, application.name),
        namespace: application.namespace,
        name: application.name,
        arksModel: application.model,
        prefill: application.prefill,
        decode: application.decode,
        prefillImage: imageFor(application, 'prefill'),
        decodeImage: imageFor(application, 'decode'),
        link: { ...LINK, ...application.link },
        router: () => routerExporter({ generation: application.router, modelName: application.model, sizing }),
      }),
    ]),
  );
  const all = [...unified.values(), ...disaggregated.values()];
  return {
    unified,
    disaggregated,
    pods: () => all.flatMap((application) => application.pods()),
    services: () => all.flatMap((application) => application.services()),
    rollOut: (name, engine, startSeconds) => {
      const application = spec.unified.find((one) => one.name === name);
      if (application === undefined)
        throw new Error(`an application to roll out must be one of ${[...unified.keys()].join(', ')}, got ${name}`);
      const start = startSeconds === undefined ? {} : { startSeconds };
      unified.get(name)?.rollOut(imageOf({ ...common, ...application, engine, engineType: 'unified', ...start }));
    },
  };
}
