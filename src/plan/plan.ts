import type { Environment } from '../config/environment.js';
import type { Objective } from '../config/objectives.js';
import { type Drawing, drawSettings } from '../dashboards/drawing.js';
import { type BuiltDashboard, dashboardsOf } from '../dashboards/index.js';
import { type BuiltRunbook, runbooksOf } from '../dashboards/runbooks/index.js';
import { once } from '../lib/once.js';
import type { Watched } from '../rules/alert-context.js';
import { type AlertingGroup, alertingGroups } from '../rules/alerting.js';
import { type Answered, answeredIn } from '../rules/answered.js';
import { isWatched } from '../rules/evaluated.js';
import { type ExtraRules, extraRules, groupsOfFile } from '../rules/extra/read.js';
import { type Inhibition, inhibitions } from '../rules/inhibitions.js';
import { objectivesOf } from '../rules/objectives/measured.js';
import { objectiveGroups, objectiveWatched } from '../rules/objectives/objective-rules.js';
import { recordedNames } from '../rules/recorded-names.js';
import { recordingGroups } from '../rules/recording.js';
import type { AlertRule, RecordRule, RuleGroup } from '../rules/rule-group.js';
import { rulerGroup } from '../rules/ruler.js';
import { placesOf } from '../scraping/places.js';
import { type ScrapedSurface, scrapedOf } from '../scraping/scraped.js';

/** What an environment promises: an objective, and the rules that keep watch over it. */
export interface PlannedObjective {
  readonly objective: Objective;
  readonly groups: readonly RuleGroup[];
}

/**
 * What becomes of an environment, as plain data. Each step is made of those before it, once, and not before it is asked for: whoever
 * uses one construct alone pays for its steps only.
 */
export interface Plan {
  readonly environment: Environment;
  /** What is scraped, a row for each surface that is enabled. */
  readonly scraped: readonly ScrapedSurface[];
  /** What is recorded, a group a subject. */
  readonly recorded: readonly RuleGroup[];
  /** The rules of somebody else that ride along. */
  readonly extraRules: ExtraRules;
  /** What is promised. */
  readonly promised: readonly PlannedObjective[];
  /** What alerts look back at. */
  readonly watched: Watched;
  /** What people are told of. */
  readonly alerted: readonly AlertingGroup[];
  /** Which of these alerts say what others already have. */
  readonly inhibited: readonly Inhibition[];
  /** Who can answer what. */
  readonly answered: Answered;
  /** What dashboards are drawn from. */
  readonly drawing: Drawing;
  /** The names of everything that is recorded. */
  readonly recordedNames: ReadonlySet<string>;
  /** The dashboards that are delivered. */
  readonly drawn: readonly BuiltDashboard[];
  /** The runbooks that are delivered beside them. */
  readonly runbooks: readonly BuiltRunbook[];
}

/** The plan of an environment. */
export function planOf(environment: Environment): Plan {
  const scraped = once(() => scrapedOf(environment));
  const recorded = once(() => recordingGroups(environment));
  const extra = once(() => extraRules(environment));
  const objectives = once(() => objectivesOf(environment));
  const promised = once(() =>
    objectives().map((objective) => ({ objective, groups: objectiveGroups(objective, environment) })),
  );
  const watched = once(() => ({
    scraped: scraped(),
    recordingGroups: [
      ...recorded(),
      ...objectives().flatMap((objective) => objectiveWatched(objective, environment)),
      ...extra().files.flatMap(groupsOfFile).filter(isWatched),
    ],
  }));
  const alerted = once(() => alertingGroups(environment, watched()));
  const inhibited = once(() => inhibitions(environment, { alerted: alerted(), objectives: objectives() }));
  const names = once(() => recordedNames([...recorded(), ...promised().flatMap(({ groups }) => groups)]));
  const answered = once(() => answeredIn({ settings: environment, scraped: scraped(), recordedNames: names() }));
  const drawing = once(() => ({
    ...drawSettings(environment),
    scraped: scraped(),
    answered: answered(),
    places: placesOf(environment),
  }));
  const drawn = once(() => dashboardsOf(drawing()));
  const runbooks = once(() => {
    const groups = [...alerted().map(({ group }) => group), ...promised().flatMap((one) => one.groups)];
    const alertsOf = (all: readonly RuleGroup[]): readonly AlertRule[] =>
      all.flatMap((group): readonly (AlertRule | RecordRule)[] => group.rules).filter((rule) => 'alert' in rule);
    return runbooksOf(drawing(), alertsOf(groups), () =>
      alertsOf(groups.map((group) => rulerGroup(group, environment))),
    );
  });
  return {
    environment,
    get scraped() {
      return scraped();
    },
    get recorded() {
      return recorded();
    },
    get extraRules() {
      return extra();
    },
    get promised() {
      return promised();
    },
    get watched() {
      return watched();
    },
    get alerted() {
      return alerted();
    },
    get inhibited() {
      return inhibited();
    },
    get answered() {
      return answered();
    },
    get drawing() {
      return drawing();
    },
    get recordedNames() {
      return names();
    },
    get drawn() {
      return drawn();
    },
    get runbooks() {
      return runbooks();
    },
  };
}
