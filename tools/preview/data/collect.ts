import type { Shown } from '../model/answer.js';
import type { Dashboard } from '../model/dashboard.js';
import type { Variables } from '../model/interpolate.js';
import { placed } from '../model/layout.js';
import { annotationRequests, requestsOf } from '../model/requests.js';
import { resolvedVariables, type Selection } from '../model/variables.js';
import { type Answers, asking } from './ask.js';

/** So many values of a variable can be chosen in a page; each needs answers of its own. */
const MOST_VALUES = 8;
/** Queries that a Prometheus is sent at the same time. */
const AT_ONCE = 4;

/** What a page knows: answers by request, and what can be chosen without leaving something unanswered. */
export interface Collected {
  readonly answers: Answers;
  readonly selections: readonly Selection[];
}

export interface CollectedProps {
  readonly dashboard: Dashboard;
  /** Of the API of a Prometheus, as a URL. */
  readonly address: string;
  readonly shown: Shown;
  readonly choices: boolean;
  /** The one choice that is asked for, instead of those. */
  readonly only?: Selection;
}

/**
 * Asks everything that a dashboard asks: as it is opened and, with `choices`, with each value of each of its variables chosen
 * alone, every row open. Throws where a variable asks for something that is not read.
 */
export async function collected({ dashboard, address, shown, choices, only }: CollectedProps): Promise<Collected> {
  const answers: Answers = {};
  const ask = asking(address, shown, answers);
  const opened = await resolvedVariables(dashboard, {}, shown, ask);
  const selections = only === undefined ? (choices ? selectionsOf(opened) : [{}]) : [only];
  for (const selection of selections) {
    const variables = await resolvedVariables(dashboard, selection, shown, ask);
    const requests = [
      ...annotationRequests(dashboard, variables, shown),
      ...placed(dashboard, variables, () => true).flatMap((item) => requestsOf(item, variables, shown)),
    ].map(({ request }) => request);
    for (let first = 0; first < requests.length; first += AT_ONCE)
      await Promise.all(requests.slice(first, first + AT_ONCE).map(ask));
  }
  return { answers, selections };
}

function selectionsOf(variables: Variables): readonly Selection[] {
  const single = [...variables.values()]
    .filter(({ options, hidden }) => !hidden && options.length > 1)
    .flatMap(({ name, options }) => options.slice(0, MOST_VALUES).map((value) => ({ [name]: [value] })));
  return [{}, ...single];
}
