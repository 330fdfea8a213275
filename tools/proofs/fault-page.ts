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
const TITLES = [
  'fault',
  'what happens',
  'alerts it must raise, minutes until they fire (at most)',
  'silent again after (at most)',
  'alerts told, without inhibition and with it',
  'false alarms',
];

/** The page as it is for these outcomes, one for each fault. */
export function faultPage(outcomes: readonly Outcome[]): string {
  const tables = Object.entries(faults).map(([subject, all]) => {
    const rows = all.flatMap(({ name }) => outcomes.filter(({ fault }) => fault.name === name).map(row));
    return [`## ${subject}`, '', line(TITLES), line(TITLES.map(() => '---')), ...rows, ''].join('\n');
  });
  return [HEAD, summary(outcomes), '', ...tables].join('\n');
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

function summary(outcomes: readonly Outcome[]): string {
  const telling = outcomes.filter(({ fault }) => fault.raises.length > 0);
  const told = telling.filter(({ raised }) => raised.every(({ afterMinutes }) => afterMinutes !== undefined));
  const alarms = outcomes.reduce((sum, { falseAlarms }) => sum + falseAlarms.length, 0);
  return (
    `${told.length} of ${telling.length} faults are told, with ${alarms} false alarms; ` +
    `${outcomes.length - telling.length} situations that are no fault of the install were played besides.`
  );
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
