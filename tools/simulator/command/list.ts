import { faults } from '../faults/index.js';
import { plainScenarios } from '../scenarios/index.js';
import { happens } from '../scenarios/of-fault.js';
import { standardFleet } from '../scenarios/standard.js';

interface Row {
  readonly name: string;
  readonly remark: string;
}

/** Everything that can be chosen, by subject, each with its title. */
export function listText(): string {
  const sections: readonly (readonly [string, readonly Row[]])[] = [
    [
      'Scenarios',
      plainScenarios.map(({ name, title, minutes }) => ({ name, remark: `${title} (${minutes} minutes)` })),
    ],
    ...Object.entries(faults).map(([subject, all]): readonly [string, readonly Row[]] => [
      `${subject}, as --scenario <name> or --fault <name>@<minute>`,
      all.map((fault) => ({ name: fault.name, remark: `${fault.title}${note(fault)}` })),
    ]),
  ];
  const width = Math.max(...sections.flatMap(([, rows]) => rows.map(({ name }) => name.length)));
  return sections
    .map(([heading, rows]) =>
      [heading, ...rows.map(({ name, remark }) => `  ${name.padEnd(width)}  ${remark}`)].join('\n'),
    )
    .join('\n\n');
}

/** A fault on another install than its own may do less. */
function note(fault: Parameters<typeof happens>[0]): string {
  if (!happens(fault)) return ' (--scenario only)';
  return fault.fleet === standardFleet ? '' : ' (on a fleet of its own)';
}
