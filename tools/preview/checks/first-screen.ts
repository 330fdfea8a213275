import type { PanelReport, Report, TableReport } from '../model/report.js';
import type { PageCheck } from './check.js';
import { meaningOf } from './colours.js';
import { SCREEN } from './screen.js';

type Column = TableReport['columns'][number];

/** What somebody asks who is woken, and the mark by which a column of a table answers it. */
const QUESTIONS: readonly {
  readonly question: string;
  readonly mark: string;
  readonly answers: (column: Column) => boolean;
}[] = [
  {
    question: 'what is broken',
    mark: 'no table has the label alertname',
    answers: ({ field }) => field === 'alertname',
  },
  {
    question: 'since when',
    mark: 'no column of the table of alerts is a time',
    answers: ({ name, kind, unit }) => kind === 'time' || (/since|for/i.test(name) && /^(s|ms|dt|dateTime)/.test(unit)),
  },
  {
    question: 'who is hurt',
    mark: 'no column of the table of alerts is a namespace or an application',
    answers: ({ field }) => ['namespace', 'application'].includes(field),
  },
  {
    question: 'what to do',
    mark: 'nothing in the table of alerts leads to a runbook or to a dashboard',
    answers: ({ links }) => links.length > 0,
  },
];

/** Where alerts fire, the first screen of the overview is red and says what a page leaves open. */
export const firstScreen: PageCheck = {
  name: 'first-screen',
  of: ({ opened }) => {
    if (opened.uid !== 'arks-overview' || opened.set !== 'incident') return [];
    const panels = opened.panels.filter((panel) => isSeen(panel, opened));
    const isRed = panels.some(({ fields }) =>
      fields.some(({ stateColour = '' }) => stateColour !== '' && meaningOf(stateColour) === 'alarm'),
    );
    const alerts = panels.flatMap(({ table }) =>
      table?.columns.some(({ field }) => field === 'alertname') === true ? [table] : [],
    );
    return [
      ...(isRed ? [] : ['alerts fire, and no tile of the first screen is red']),
      ...QUESTIONS.filter(({ answers }) => !alerts.some(({ columns }) => columns.some(answers))).map(
        ({ question, mark }) => `the first screen does not say ${question}: ${mark}`,
      ),
    ];
  },
};

/** Seen without scrolling, at least its first rows. */
function isSeen({ top }: PanelReport, { header }: Report): boolean {
  return header + top + LEAST_SEEN <= SCREEN;
}
const LEAST_SEEN = 150;
