import { type Pod, pods, services } from '../../../test/fixtures/arks-cluster.js';
import { expositionText } from '../../../test/support/exposition.js';
import type { Cluster, SimulatedPod } from '../cluster.js';
import { sample, type ToySample, toyProcess } from './toy-cluster.js';

/** The cluster of the fixtures; its pods show what was recorded, again and again. */
export function fixtureCluster(): Cluster {
  const simulated = pods.map(simulatedPod);
  return { pods: () => simulated, services: () => services };
}

function simulatedPod({ exposition, phase = 'Running', ...pod }: Pod): SimulatedPod {
  const process = exposition === undefined ? undefined : toyProcess(samplesOf(expositionText(exposition)));
  return { ...pod, phase, process };
}

function samplesOf(text: string): ToySample[] {
  const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return lines.map((line) => {
    const [, name = '', labels = '', value = ''] = /^([^{ ]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    const pairs = [...labels.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g)];
    const read = pairs.map(([, label = '', escaped = '']) => [label, escaped.replace(/\\(.)/g, unescaped)] as const);
    return sample(name, Object.fromEntries(read), Number(value.replace('Inf', 'Infinity')));
  });
}

function unescaped(_: string, character: string): string {
  return character === 'n' ? '\n' : character;
}
