import type { PanelReport, Report } from '../model/report.js';

/** What is wrong with what was drawn, and in which panel. */
export interface Finding {
  readonly check: string;
  readonly uid: string;
  readonly set: string;
  /** Undefined where it is the page as a whole. */
  readonly panel: string | undefined;
  readonly message: string;
}

/** A check of what was drawn that needs no eye: what it says of one panel, nothing where nothing is wrong. */
export interface PanelCheck {
  readonly name: string;
  readonly of: (panel: PanelReport) => readonly string[];
}

/** What a check says of every panel of a report. */
export function findings({ name, of }: PanelCheck, { uid, set, panels }: Report): readonly Finding[] {
  return panels.flatMap((panel) =>
    of(panel).map((message) => ({ check: name, uid, set, panel: panel.title, message })),
  );
}
