import type { Plan } from '../plan/plan.js';
import type { Examination } from './examination.js';
import { expectedOf, surfaceOf } from './expected.js';
import { generationsSeen } from './generations.js';
import type { PrometheusAnswers } from './sources/prometheus-answers.js';
import { counted, namesText, unique } from './words.js';

/** What was looked at, a fact a line: who answered, how many targets, and which generation of an exporter runs where. */
export function lookedAt({
  plan,
  sources: { prometheus, kubernetes, alertmanager, grafana },
}: Examination): readonly string[] {
  return [
    ...(prometheus === undefined ? [] : ofPrometheus(plan, prometheus)),
    ...(kubernetes === undefined
      ? []
      : [
          `Kubernetes by the context ${kubernetes.context}: ${counted(kubernetes.applications?.length ?? 0, 'application')}`,
        ]),
    ...(alertmanager === undefined ? [] : [`Alertmanager at ${alertmanager.address}`]),
    ...(grafana === undefined ? [] : [`Grafana ${grafana.version ?? 'of no version'} at ${grafana.address}`]),
  ];
}

function ofPrometheus(plan: Plan, prometheus: PrometheusAnswers): readonly string[] {
  const { address, version, targets = [], groups } = prometheus;
  const expected = expectedOf(plan);
  const found = targets.map((target) => ({ surface: surfaceOf(expected, target) ?? '', isUp: target.health === 'up' }));
  const perSurface = unique(found.map(({ surface }) => surface)).map((surface) => {
    const own = found.filter((one) => one.surface === surface);
    return `${surface} ${own.filter(({ isUp }) => isUp).length} of ${own.length}`;
  });
  const generations = generationsSeen(plan, prometheus).filter((one) => one.generations[0] !== 'current');
  return [
    `Prometheus ${version ?? 'of no version'} at ${address}`,
    ...(perSurface.length === 0 ? [] : [`targets up: ${perSurface.join(', ')}`]),
    ...(groups === undefined ? [] : [`groups of rules: ${groups.length}`]),
    ...generations.map(
      ({ component, generations: names, where }) => `${component} ${names.join(' or ')}: ${namesText(where)}`,
    ),
  ];
}
