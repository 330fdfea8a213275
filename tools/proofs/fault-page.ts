import type { Fault } from '@arks-monitoring/simulator/faults/fault.js';
import { faults } from '@arks-monitoring/simulator/faults/index.js';
import type { Outcome } from './fault-matrix.js';

const HEAD = `# Fault matrix

What goes wrong in a simulated Arks install, which alerts that raises, and after how many minutes. Every fault is played through
the fleet of \`tools/simulator\`, the monitors and the rules that this project writes, and promtool, with a scrape and an
evaluation a minute. Every other alert must stay silent, before the fault and while it
lasts; a quiet day must raise nothing at all.

This page is written by \`npm run fault-matrix\`. The tests play every row again, but for those that are marked as long.

A detection time is counted from the beginning of the fault, so the \`for\` of the alert and the 5 minutes over which rates are
recorded are in it. Some faults are mended while they are watched: then everything must fall silent again, which counts from the
end of the fault and has the same windows in it, and \`keep_firing_for\`. Objectives are left out of that: their windows look
back for hours.

Which alerts are told is worked out from what fires and from the inhibitions that the section \`alertmanager\` of an environment writes, with
its waits: a minute for a page, five for a ticket. Each speed at which a budget burns is an alert.
`;
/** Stands for what only a play tells; no row has so large a number. */
const PLAYED = 987_654_321;
const TITLES = [
  'fault',
  'what happens',
  'alerts it must raise, minutes until they fire (at most)',
  'silent again after (at most)',
  'alerts told, without inhibition and with it',
  'false alarms',
];

/** Rows of the page by the names of their faults. */
export type FaultRows = ReadonlyMap<string, string>;

/** The page with these rows, in the order of the faults; a fault without one has none. */
export function faultPage(rows: FaultRows): string {
  const tables = Object.entries(faults).map(([subject, all]) => {
    const own = all.flatMap(({ name }) => rows.get(name) ?? []);
    return [`## ${subject}`, '', line(TITLES), line(TITLES.map(() => '---')), ...own, ''].join('\n');
  });
  return [HEAD, summary(rows), '', ...tables].join('\n');
}

/** The rows of these outcomes. */
export function rowsOf(outcomes: readonly Outcome[]): FaultRows {
  return new Map(outcomes.map((outcome) => [outcome.fault.name, row(outcome)]));
}

/** The rows that a page has. */
export function rowsIn(page: string): FaultRows {
  return new Map(
    page.split('\n').flatMap((text) => {
      const name = /^\| `([^`]+)` \|/.exec(text)?.[1];
      return name === undefined ? [] : [[name, text] as const];
    }),
  );
}

/**
 * Whether a row says what its fault says of itself: what happens, what it must raise and within which minutes. The minutes that it took
 * and the counts are those of whoever played it.
 */
export function isOf(fault: Fault, written: string | undefined): boolean {
  const expected = row({
    fault,
    raised: fault.raises.map((one) => ({ expected: one, afterMinutes: PLAYED, alerts: PLAYED })),
    quietAfterMinutes: PLAYED,
    told: { without: PLAYED, withInhibition: PLAYED },
    found: [],
    falseAlarms: [],
  });
  const pattern = expected
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(`${PLAYED} → ${PLAYED}`, '(\\d+ → \\d+)?')
    .replaceAll(String(PLAYED), '\\d+');
  return new RegExp(`^${pattern}$`).test(written ?? '');
}

/** The row of one fault, as the page has it. */
export function row({ fault, raised, quietAfterMinutes, told, falseAlarms }: Outcome): string {
  const alerts = raised.map(({ expected, afterMinutes }) => {
    const { role, slo, rule_group: group, model } = expected.labels;
    const about = slo ?? group ?? model ?? (role === 'unified' ? undefined : role);
    const words = about === undefined ? '' : ` of ${about}`;
    const times = typeof expected.alerts === 'number' ? ` ×${expected.alerts}` : '';
    return `${expected.alert}${words}${times} ${afterMinutes ?? 'never'} (${expected.withinMinutes})`;
  });
  const alarms = [...new Set(falseAlarms.map(({ alert }) => alert))];
  return line([
    `\`${fault.name}\``,
    `${fault.title}${fault.long ? ' (long)' : ''}`,
    alerts.length === 0 ? 'none' : alerts.join('<br>'),
    fault.ends === undefined ? '' : `${quietAfterMinutes ?? 'never'} (${fault.ends.quietWithinMinutes})`,
    told.without === 0 ? '' : `${told.without} → ${told.withInhibition}`,
    alarms.length === 0 ? 'none' : alarms.join('<br>'),
  ]);
}

function summary(rows: FaultRows): string {
  const played = Object.values(faults)
    .flat()
    .flatMap(({ name, raises }) => ({ raises, text: rows.get(name) ?? '' }))
    .filter(({ text }) => text !== '');
  const telling = played.filter(({ raises }) => raises.length > 0);
  const told = telling.filter(({ text }) => !text.includes(' never ('));
  const alarms = played.filter(({ text }) => !text.endsWith('| none |'));
  return (
    `${told.length} of ${telling.length} faults are told, with ${alarms.length} false alarms; ` +
    `${played.length - telling.length} situations that are no fault of the install were played besides.`
  );
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
