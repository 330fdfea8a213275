import type { Answer, Shown } from './answer.js';
import type { Dashboard } from './dashboard.js';
import type { Selection } from './variables.js';

/** Everything that is embedded in a page. */
export interface PageData {
  readonly dashboard: Dashboard;
  /** Files of the pages beside it, by the uid of their dashboards. */
  readonly pages: Readonly<Record<string, string>>;
  readonly sets: readonly PageSet[];
  /** Whether a server makes the page anew for each choice, which then stands in its query instead of after the hash. */
  readonly served?: true | undefined;
}

/** A data set as far as one dashboard asks for it. */
export interface PageSet {
  readonly name: string;
  readonly title: string;
  readonly shown: Shown;
  readonly answers: Readonly<Record<string, Answer>>;
  /** What can be chosen without leaving something unanswered. */
  readonly selections: readonly Selection[];
}
