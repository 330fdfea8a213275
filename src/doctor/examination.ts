import type { Plan } from '../plan/plan.js';
import type { AlertmanagerAnswers } from './alertmanager/answers.js';
import type { GrafanaAnswers } from './grafana/answers.js';
import type { KubernetesAnswers } from './kubernetes/answers.js';
import type { Page } from './page/page.js';
import type { PrometheusAnswers } from './sources/prometheus-answers.js';

/** What can be asked. A check runs where all that it needs has answered. */
export interface Sources {
  readonly prometheus?: PrometheusAnswers;
  readonly kubernetes?: KubernetesAnswers;
  readonly alertmanager?: AlertmanagerAnswers;
  readonly grafana?: GrafanaAnswers;
  /** One page of an exporter, read by itself. */
  readonly page?: Page;
}
export type SourceName = keyof Sources;

/** What a source did not answer, and why: a note, since a compatible program may lack an endpoint. */
export interface Unanswered {
  readonly source: SourceName;
  /** What was asked. */
  readonly query: string;
  readonly reason: string;
}

/** Everything that checks read. */
export interface Examination {
  /** Of the environment that is asked for; without one everything is on. */
  readonly plan: Plan;
  /** Whether the plan is that of an environment: only then is what is missing a fault. */
  readonly isOfEnvironment: boolean;
  /** Milliseconds since 1970 when the sources were asked. */
  readonly now: number;
  readonly sources: Sources;
  readonly unanswered: readonly Unanswered[];
}
