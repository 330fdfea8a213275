import type { Drawn } from '../model/report.js';
import { boundedAxis } from './bounded-axis.js';
import { type Finding, findings, type PanelCheck } from './check.js';
import { columnsFit } from './columns-fit.js';
import { distinctColours } from './distinct-colours.js';
import { limitColour } from './limit-colour.js';
import { limitInside } from './limit-inside.js';
import { descriptionLength, drawn, panelHeight } from './screen.js';
import { seriesCount } from './series-count.js';
import { stateSet } from './state-set.js';
import { unitPrefix } from './unit-prefix.js';
import { wholeCounts } from './whole-counts.js';

/** Everything that is looked for in each panel. */
export const panelChecks: readonly PanelCheck[] = [
  drawn,
  boundedAxis,
  limitInside,
  limitColour,
  unitPrefix,
  wholeCounts,
  stateSet,
  seriesCount,
  distinctColours,
  columnsFit,
  panelHeight,
  descriptionLength,
];

/** What is wrong with a dashboard that was drawn with every row open. */
export function findingsOf({ whole }: Drawn): readonly Finding[] {
  return panelChecks.flatMap((check) => findings(check, whole));
}

/** `arks-overview, incident, "KV cache": bounded-axis: its axis goes to ...`. */
export function foundText({ check, uid, set, panel, message }: Finding): string {
  return `${uid}, ${set}${panel === undefined ? '' : `, "${panel}"`}: ${check}: ${message}`;
}
