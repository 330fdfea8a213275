import type { FleetSpec } from '../fleet/spec.js';
import { UNMANAGED_LABELS } from '../model/application/unified.js';
import { standardFleet } from '../scenarios/standard.js';
import { chatReplicas, scaleChat } from './chat.js';
import { at, type Fault, type Raised } from './fault.js';

/** The standard fleet with `chat` on trtllm-serve, in pods of its tenant. */
const onTensorrtLlm: FleetSpec = {
  ...standardFleet,
  unified: standardFleet.unified.map((one) =>
    one.name === 'chat' ? { ...one, engine: { runtime: 'tensorrt-llm', generation: 'g2' } } : one,
  ),
};
const settings = {
  runtimes: ['vllm', 'sglang', 'tensorrt-llm'],
  surfaces: { unmanagedRuntime: { selector: UNMANAGED_LABELS } },
};
const ONE = { namespace: 'tenant-a', application: 'chat', role: 'unified', pod: 'chat-0' };
const STALLED: Raised = { alert: 'ArksRuntimeStalled', withinMinutes: 37, labels: ONE };

/** What happens to engines that Arks does not start. */
export const unmanagedFaults: readonly Fault[] = [
  {
    name: 'unmanaged-engine-hangs',
    title: 'one of three engines of TensorRT-LLM hangs under load, and neither ends itself nor is ended',
    fleet: onTensorrtLlm,
    settings,
    minutes: 40,
    begin: (fleet) => {
      scaleChat(fleet, 4);
      fleet.clock.after(60, () => at(chatReplicas(fleet), 0).change({ hung: true }));
    },
    raises: [STALLED],
  },
  {
    name: 'unmanaged-replica-silent',
    title: 'one of three engines of TensorRT-LLM serves and answers no scrape',
    fleet: onTensorrtLlm,
    settings,
    minutes: 25,
    begin: (fleet) => at(chatReplicas(fleet), 0).block(true),
    raises: [{ alert: 'ArksRuntimeTargetDown', withinMinutes: 17, labels: ONE }],
  },
  {
    name: 'unmanaged-quiet',
    title: 'an hour in which nothing goes wrong with engines of TensorRT-LLM, the last half of it without a request',
    fleet: onTensorrtLlm,
    settings,
    minutes: 60,
    begin: (fleet) => fleet.clock.after(1_200, () => scaleChat(fleet, 0)),
    raises: [],
  },
];
