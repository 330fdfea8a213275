import type { Environment } from '../config/environment.js';
import { gpu, replicaCpu, replicaMemory } from '../signals/hardware/hardware.js';
import type { Row } from './dashboard.js';
import { graphOfWorst, worstOf, worstReplicas } from './many.js';

/** GPUs and containers of the replicas, where the environment says that their exporters are scraped. */
export function hardware({ exporters }: Pick<Environment, 'exporters'>): readonly Row[] {
  const ofGpu = (title: string, name: Parameters<typeof gpu>[0], unit: Parameters<typeof gpu>[1], words: string) =>
    graphOfWorst(title, [worstOf(gpu(name, unit, title, words, exporters.gpu.podLabel), '{{pod}} GPU {{gpu}}')], {
      noValue: 'DCGM sees no GPU of these replicas',
    });
  const panels = [
    ...(exporters.gpu.enabled
      ? [
          ofGpu(
            'GPU engine active',
            'DCGM_FI_PROF_GR_ENGINE_ACTIVE',
            'ratio',
            'Share of time in which the GPU computes.',
          ),
          ofGpu(
            'GPU memory traffic',
            'DCGM_FI_PROF_DRAM_ACTIVE',
            'ratio',
            'Share of time in which the GPU memory moves data.',
          ),
        ]
      : []),
    ...(exporters.containers.enabled
      ? [
          worstReplicas('CPU of replicas', replicaCpu, { noValue: 'cAdvisor shows none of these replicas' }),
          worstReplicas('Memory of replicas', replicaMemory, { noValue: 'cAdvisor shows none of these replicas' }),
        ]
      : []),
  ];
  if (panels.length === 0) return [];
  return [{ title: 'Hardware', answers: 'Is the machine the limit?', collapsed: true, panels }];
}
