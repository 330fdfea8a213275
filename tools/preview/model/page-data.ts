import type { Answer, Shown } from './answer.js';
import type { Dashboard } from './dashboard.js';
import type { Selection } from './variables.js';

/** Everything that is embedded in a page. */
export interface PageData {
  readonly dashboard: Dashboard;
  /** Files of the pages beside it, by the uid of their dashboards. */
  readonly pages: Readonly<Record<string, string>>;
  /** What Grafana would find by their tags. */
  readonly tagged: readonly Tagged[];
  readonly sets: readonly PageSet[];
  /** Whether a server makes the page anew for each choice, which then stands in its query instead of after the hash. */
  readonly served?: true | undefined;
}

/** A dashboard as a menu of links lists it. */
export type Tagged = Pick<Dashboard, 'uid' | 'title' | 'tags'>;

/** Those of them that a menu on a dashboard lists, by their titles. */
export function listedBy(tags: readonly string[], uid: string, tagged: readonly Tagged[]): readonly Tagged[] {
  return tagged
    .filter((one) => one.uid !== uid && tags.every((tag) => one.tags?.includes(tag) === true))
    .sort((one, other) => (one.title < other.title ? -1 : 1));
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
