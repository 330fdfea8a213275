import type { Drawn, PanelReport, Report } from '../model/report.js';

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
  readonly of: (panel: PanelReport, report: Pick<Report, 'set' | 'background'>) => readonly string[];
}

/** A check of a page as a whole. */
export interface PageCheck {
  readonly name: string;
  readonly of: (drawn: Drawn) => readonly string[];
}

/** What a check says of every panel of a report. */
export function findings({ name, of }: PanelCheck, report: Report): readonly Finding[] {
  const { uid, set, panels } = report;
  return panels.flatMap((panel) =>
    of(panel, report).map((message) => ({ check: name, uid, set, panel: panel.title, message })),
  );
}

/** What a check says of a page. */
export function pageFindings({ name, of }: PageCheck, drawn: Drawn): readonly Finding[] {
  const { uid, set } = drawn.opened;
  return of(drawn).map((message) => ({ check: name, uid, set, panel: undefined, message }));
}
