import type { Environment } from '../../src/config/environment.js';
import { planned } from '../../src/documented/planned.js';
import { type DocumentedRecord, documentedRecords } from '../../src/documented/records.js';
import { code, plain, table } from '../../src/lib/markdown.js';

const HEAD = `# Records

Every series that the recording rules write, by the group that writes it. \`npm run pages\` writes this page from the rules of an
environment with everything on. A name is \`level:arks_metric:operation\`; names and labels are a contract ([contract.yaml](contract.yaml)).
The expression of a record stands in the runbooks of the alerts that read it, and in \`dist/\`.

Generations of a metric are joined before they are added up, ranks and engines become one replica first, and where nothing happens there
is no series rather than 0 or NaN. Every record carries the label of the cluster where the targets do.`;

const COLUMNS = ['record', 'unit', 'what it says', 'labels', 'alerts that read it', 'panels that read it'];

/** docs/records.md: a table for each group of recording rules. */
export function recordsPage(environment: Environment): string {
  const records = documentedRecords(planned(environment));
  const subjects = [...new Set(records.map(({ subject }) => subject))];
  return `${[
    HEAD,
    ...subjects.flatMap((subject) => [
      `## ${heading(subject)}`,
      table(COLUMNS, records.filter((record) => record.subject === subject).map(row)),
    ]),
  ].join('\n\n')}\n`;
}

function heading(subject: string): string {
  const words = subject.replaceAll('-', ' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function row({ name, unit, title, description, labels, alerts, panels }: DocumentedRecord): readonly string[] {
  return [
    code(name),
    plain(unit),
    `**${plain(title)}.** ${plain(description)}`,
    labels.map(code).join(', '),
    alerts.map((alert) => `[${alert}](runbooks/${alert}.md)`).join(', ') || '–',
    panels
      .map(({ uid, titles }) => `[${uid}](dashboards/${uid}.md): ${[...new Set(titles)].map(plain).join(', ')}`)
      .join('; ') || '–',
  ];
}
