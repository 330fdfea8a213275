import type { Fleet } from '@arks-monitoring/simulator/fleet/fleet.js';
import type { EngineSpec, FleetSpec } from '@arks-monitoring/simulator/fleet/spec.js';
import type { Replica } from '@arks-monitoring/simulator/model/application/replica.js';
import type { EngineCore } from '@arks-monitoring/simulator/model/engine/core.js';
import type { EngineObserver } from '@arks-monitoring/simulator/model/engine-events.js';
import type { Labels } from '@arks-monitoring/simulator/operator/relabel.js';
import type { Sizing } from '../../../src/config/sizing.js';
import { dynamoTruth } from './dynamo-truth.js';
import { sglangTruth } from './sglang-truth.js';
import { type Counting, counting, type EngineProcess, engineProcess } from './shown.js';
import type { Tally } from './tally.js';
import { tensorrtLlmTruth } from './tensorrt-llm-truth.js';
import { vllmTruth } from './vllm-truth.js';

/** A replica, the process that runs in it, and its engines. */
export interface Watched {
  readonly replica: Replica;
  readonly process: EngineProcess;
  readonly cores: readonly EngineCore[];
}

/** Which engine runs in a replica: an application that is rolled out has two kinds. */
export type EngineOf = (application: string, pod: string, engine: EngineSpec) => EngineSpec;

export interface WitnessProps {
  readonly fleet: Fleet;
  readonly spec: FleetSpec;
  readonly sizing: Sizing;
  readonly tally: Tally;
  readonly engineOf: EngineOf;
}

/**
 * Listens to what engines tell their exporters, beside the exporters. `look` finds the processes there are, and listens to
 * new ones; it must be called before a new process serves anything, so at every scrape while models take longer to load.
 */
export function engineWitness(props: WitnessProps): { readonly look: () => readonly Watched[] } {
  const known = new WeakMap<readonly EngineCore[], EngineProcess>();
  return {
    look: () =>
      replicasOf(props).map(({ replica, identity, engine }) => {
        const { cores } = replica.engines();
        const process = known.get(cores) ?? listenTo(props, cores, engineProcess(identity, engine, props.sizing));
        known.set(cores, process);
        return { replica, process, cores };
      }),
  };
}

function listenTo({ tally }: WitnessProps, cores: readonly EngineCore[], process: EngineProcess): EngineProcess {
  for (const core of cores) {
    core.observer = both(core.observer, truthOf(counting(tally, process), core, process));
  }
  return process;
}

function truthOf(counted: Counting, core: EngineCore, process: EngineProcess): EngineObserver {
  const { engine } = process;
  const part = { part: String(core.rank) };
  switch (engine.runtime) {
    case 'vllm':
      return vllmTruth(counted, part, engine.generation === 'v1-0.12');
    case 'sglang':
      return sglangTruth(counted, part, process);
    case 'dynamo':
      return dynamoTruth(counted, engine.generation === 'frontend-1.6');
    case 'tensorrt-llm':
      return tensorrtLlmTruth(counted, core, process);
  }
}

interface Found {
  readonly replica: Replica;
  readonly identity: Labels;
  readonly engine: EngineSpec;
}

function replicasOf({ fleet, spec, engineOf }: WitnessProps): readonly Found[] {
  const of = (
    replicas: readonly Replica[],
    role: string,
    { name, namespace, model, engine }: FleetSpec['unified'][0] | FleetSpec['disaggregated'][0],
  ) =>
    replicas
      .filter((replica) => !replica.gone())
      .map((replica) => ({
        replica,
        engine: engineOf(name, replica.name, engine),
        identity: { namespace, application: name, role, model_name: model, pod: replica.name },
      }));
  return [
    ...spec.unified.flatMap((one) => of(fleet.unified(one.name).replicas(), 'unified', one)),
    ...spec.disaggregated.flatMap((one) => [
      ...of(fleet.disaggregated(one.name).prefill, 'prefill', one),
      ...of(fleet.disaggregated(one.name).decode, 'decode', one),
    ]),
  ];
}

function both(one: EngineObserver, other: EngineObserver): EngineObserver {
  return {
    scheduled: (...event) => {
      one.scheduled(...event);
      other.scheduled(...event);
    },
    firstToken: (...event) => {
      one.firstToken(...event);
      other.firstToken(...event);
    },
    tokens: (...event) => {
      one.tokens(...event);
      other.tokens(...event);
    },
    preempted: (...event) => {
      one.preempted(...event);
      other.preempted(...event);
    },
    finished: (...event) => {
      one.finished(...event);
      other.finished(...event);
    },
    transferred: (...event) => {
      one.transferred(...event);
      other.transferred(...event);
    },
    state: one.state,
  };
}
