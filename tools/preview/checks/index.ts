import type { Drawn } from '../model/report.js';
import { boundedAxis } from './bounded-axis.js';
import { type Finding, findings, type PageCheck, type PanelCheck, pageFindings } from './check.js';
import { enoughContrast } from './contrast.js';
import { distinctColours } from './distinct-colours.js';
import { firstScreen } from './first-screen.js';
import { limitColour, limitSide } from './limit-colour.js';
import { limitInside } from './limit-inside.js';
import { objectiveDigits } from './objective-digits.js';
import { cutText, descriptionLength, drawn, overlap, panelHeight } from './screen.js';
import { seriesCount } from './series-count.js';
import { stateSet } from './state-set.js';
import { columnsFit, columnsStay, labelCells } from './tables.js';
import { unitPrefix } from './unit-prefix.js';
import { wholeCounts } from './whole-counts.js';

/** Everything that is looked for in each panel. */
export const panelChecks: readonly PanelCheck[] = [
  drawn,
  boundedAxis,
  limitInside,
  limitColour,
  limitSide,
  unitPrefix,
  wholeCounts,
  objectiveDigits,
  stateSet,
  seriesCount,
  distinctColours,
  enoughContrast,
  columnsFit,
  columnsStay,
  labelCells,
  cutText,
  panelHeight,
  descriptionLength,
];

/** What is looked for in the page as a whole. */
export const pageChecks: readonly PageCheck[] = [firstScreen, overlap];

/** What is wrong with a dashboard: with its panels, every row open, and with the page. */
export function findingsOf(drawn: Drawn): readonly Finding[] {
  return [
    ...pageChecks.flatMap((check) => pageFindings(check, drawn)),
    ...panelChecks.flatMap((check) => findings(check, drawn.whole)),
  ];
}

/** `arks-overview, incident, "KV cache": bounded-axis: its axis goes to ...`. */
export function foundText({ check, uid, set, panel, message }: Finding): string {
  return `${uid}, ${set}${panel === undefined ? '' : `, "${panel}"`}: ${check}: ${message}`;
}
