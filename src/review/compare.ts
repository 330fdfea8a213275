import { alertChanges } from './alerts.js';
import { dashboardChanges } from './board-pairs.js';
import { type Change, SECTIONS } from './change.js';
import { keyOf, type Manifest } from './manifests.js';
import { namespaceChanges } from './namespaces.js';
import { objectiveChanges } from './objectives.js';
import { cameOrWent, MOVES, moved, ofPair } from './objects.js';
import { saidOfAlerts } from './overrides.js';
import { paired } from './pairs.js';
import { readersIn } from './readers.js';
import { recordChanges } from './records.js';
import { underNewNames } from './renamed-objectives.js';
import { rulesOf } from './rules.js';

/** Everything that is different between two outputs of one environment, by section and subject. */
export function compare(before: readonly Manifest[], after: readonly Manifest[]): readonly Change[] {
  const rules = { before: rulesOf(before), after: rulesOf(after) };
  // Renamed objectives are told once, and not by each of their records and alerts.
  const told = { ...rules, before: underNewNames(rules.before, rules.after) };
  const stays = paired(before, after, [(one, other) => keyOf(one) === keyOf(other)]);
  const moves = paired(stays.gone, stays.fresh, MOVES);
  const changes = [
    ...namespaceChanges(before, after),
    ...alertChanges(told, { before: saidOfAlerts(before), after: saidOfAlerts(after) }),
    ...objectiveChanges(rules.before, rules.after),
    ...recordChanges(told.before, told.after, readersIn([...rules.before, ...rules.after], [...before, ...after])),
    ...dashboardChanges(before, after),
    ...moves.pairs.flatMap(({ from, to }) => moved(from, to, rules)),
    ...moves.fresh.map((one) => cameOrWent('added', one)),
    ...moves.gone.map((one) => cameOrWent('removed', one)),
    ...stays.pairs.flatMap(({ from, to }) => ofPair(from, to, rules)),
  ];
  return changes.toSorted((a, b) => place(a).localeCompare(place(b), 'en'));
}

function place({ section, subject, action }: Change): string {
  return `${SECTIONS.indexOf(section)} ${subject} ${action}`;
}
