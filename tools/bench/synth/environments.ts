import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { property } from '@arks-monitoring/simulator/prometheus/answers.js';
import { parse, stringify } from 'yaml';

const FOLDER = join(import.meta.dirname, '../../../environments');
const DIGITS = 3;

/** One environment made of a sample; what one cluster does not share with the next is its number's. */
type Varied = (sample: object, number: number) => object;

const quickstart: Varied = (sample, number) => ({
  ...sample,
  cluster: { name: `small-${number}` },
  alerts: { thresholds: { queuedRequestsPerReplica: 20 + number } },
});

const production: Varied = (sample, number) => {
  // Its objectives are about the first.
  const namespaces = ['tenant-a', `tenant-${number}`];
  const alerts = Object(property(sample, 'alerts'));
  return {
    ...sample,
    cluster: { ...Object(property(sample, 'cluster')), name: `large-${number}` },
    tenants: { namespaces },
    argocd: {
      ...Object(property(sample, 'argocd')),
      name: `large-${number}`,
      path: `rendered/large-${number}`,
      destination: `large-${number}`,
    },
    alerts: {
      ...alerts,
      namespaces,
      thresholds: { ...Object(property(alerts, 'thresholds')), queuedRequestsPerReplica: 20 + number },
    },
  };
};

/** That many environment files by name, quickstart and production in turn, each with limits and names of its own. */
export function variedEnvironments(count: number): Readonly<Record<string, string>> {
  const samples = [
    { sample: sampleOf('quickstart.yaml'), varied: quickstart },
    { sample: sampleOf('production.yaml'), varied: production },
  ];
  const numbers = Array.from({ length: count }, (_, number) => number);
  return Object.fromEntries(
    numbers.map((number) => {
      const { sample, varied } = samples[number % samples.length] ?? { sample: {}, varied: quickstart };
      return [`cluster-${String(number).padStart(DIGITS, '0')}.yaml`, stringify(varied(sample, number))];
    }),
  );
}

function sampleOf(file: string): object {
  return Object(parse(readFileSync(join(FOLDER, file), 'utf8')));
}
