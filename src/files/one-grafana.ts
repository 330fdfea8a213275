import { RUNBOOKS_UID } from '../config/dashboard-uids.js';
import { deliveredDashboards, deliversRunbooks } from '../config/delivered.js';
import type { Problem, ProblemPlace } from '../lib/problem.js';
import { type Known, type Neighbour, sorted, takenAt, togetherOrBeside } from './in-one-cluster.js';
import type { Parts } from './parts.js';
import { someOf } from './shared-problems.js';
import { shown } from './shown.js';
import { alone } from './taken.js';

/** A dashboard that somebody else wrote, and the file that has it. */
export interface OthersDashboard {
  readonly uid: string;
  readonly place: ProblemPlace;
}

/** Environments whose dashboards of ours land in one Grafana, which keeps one dashboard of a uid. */
export function drawnTwice(all: readonly Parts[]): readonly Problem[] {
  return togetherOrBeside(all, grafanaOf, uidsOf).flatMap((group) => {
    const uids = group.flatMap(({ environment }) => uidsOf(environment));
    const twice = [...new Set(repeated(uids))];
    const drawing = group.filter(({ environment }) => uidsOf(environment).some((uid) => twice.includes(uid)));
    return alone(
      drawing.map(({ environment, destination }) =>
        takenAt(
          environment,
          ['grafana', 'dashboards'],
          `grafana.dashboards must not reach the Grafana of another environment with ${where(destination)}: both have ` +
            `the uids ${someOf(twice)}, and one would overwrite what the other has; name them in ` +
            `grafana.dashboards.off of one${twice.includes(RUNBOOKS_UID) ? ', say why at grafana.dashboards.runbooks.off' : ''}, or ${anotherGrafana(environment)}`,
        ),
      ),
    );
  });
}

/** The same for dashboards that somebody else wrote; `othersOf` says those of an environment. */
export function othersDrawnTwice(
  all: readonly Parts[],
  othersOf: (environment: Parts['environment']) => readonly OthersDashboard[],
): readonly Problem[] {
  const files = new Map(all.map(({ environment }) => [environment.file, environment]));
  const reading = ({ grafana }: Known) => grafana.dashboards.extraDashboards;
  return togetherOrBeside(all, grafanaOf, reading).flatMap((group) => {
    const found = group.flatMap(({ environment, destination }) => {
      const whole = files.get(environment.file);
      return (whole === undefined ? [] : othersOf(whole)).map((one) => ({ ...one, environment, destination }));
    });
    return [...new Set(repeated(found.map(({ uid }) => uid)))].flatMap((uid) =>
      alone(
        found
          .filter((one) => one.uid === uid)
          .map(({ environment, destination, place }) => ({
            key: '',
            environment: environment.name,
            place,
            message:
              `uid must be its own in a Grafana, got "${uid}": the environment ${environment.name} delivers it to the Grafana of another ` +
              `environment with ${where(destination)}, and one would overwrite what the other has; keep it in ` +
              `grafana.dashboards.extraDashboards of one, or ${anotherGrafana(environment)}`,
          })),
      ),
    );
  });
}

/** What of ours an environment delivers; runbooks, of which it has many or none, by the one that leads to the others. */
function uidsOf(environment: Known): readonly string[] {
  return [...deliveredDashboards(environment), ...(deliversRunbooks(environment) ? [RUNBOOKS_UID] : [])];
}

/** Which Grafana it is, by its address and what its sidecar or instance selects by. */
function grafanaOf({ grafana: { url, dashboards } }: Known): unknown {
  const { delivery, sidecar, operator } = dashboards;
  return [url, delivery, sorted(delivery === 'sidecar' ? sidecar.labels : operator.instanceSelector)];
}

function anotherGrafana({ grafana: { dashboards } }: Known): string {
  const labels = dashboards.delivery === 'sidecar' ? 'sidecar.labels' : 'operator.instanceSelector';
  return `give grafana.url or grafana.dashboards.${labels} of another Grafana`;
}

/** What brings both into one cluster. */
function where(destination: Neighbour<string | undefined>['destination']): string {
  return destination === undefined
    ? 'rules.shared and another monitoring.namespace'
    : `argocd.destination ${shown(destination)}`;
}

function repeated<T>(all: readonly T[]): readonly T[] {
  return all.filter((one, index) => all.indexOf(one) < index);
}
