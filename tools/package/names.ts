import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const CONTRACT = 'docs/contract.yaml';
const named = z.record(z.string(), z.object({ labels: z.array(z.string()) }));
const contract = z.object({
  version: z.string(),
  alerts: named,
  records: z.record(z.string(), z.array(z.string())),
  dashboards: z.record(z.string(), z.object({ variables: z.array(z.string()) })),
});

/** Writes the names of the public contract as constants, each with its own type: code and declarations. */
export function writeNames(code: string, declarations: string): void {
  const { version, alerts, records, dashboards } = contract.parse(parse(readFileSync(CONTRACT, 'utf8')));
  const constants = [
    { name: 'CONTRACT_VERSION', says: 'The version of the contract.', value: version },
    { name: 'ALERTS', says: 'The labels of each alert, by its name.', value: labelled(alerts, ({ labels }) => labels) },
    { name: 'RECORDS', says: 'The labels of each recorded series, by its name.', value: records },
    {
      name: 'DASHBOARD_VARIABLES',
      says: 'The variables of each dashboard, by its uid.',
      value: labelled(dashboards, ({ variables }) => variables),
    },
  ];
  const lines = constants.map(({ name, value }) => `exports.${name} = ${JSON.stringify(value, null, 2)};\n`);
  writeFileSync(join(code, 'names.js'), `'use strict';\n${lines.join('')}`);
  const types = constants.map(
    ({ name, says, value }) => `/** ${says} */\nexport declare const ${name}: ${typeOf(value)};\n`,
  );
  writeFileSync(join(declarations, 'names.d.ts'), `${types.join('')}${DERIVED}`);
}

const DERIVED = `/** The name of an alert. */
export type AlertName = keyof typeof ALERTS;
/** The name of a recorded series. */
export type RecordName = keyof typeof RECORDS;
/** A label that some recorded series has. */
export type RecordLabel = (typeof RECORDS)[RecordName][number];
`;

function labelled<Value>(of: Readonly<Record<string, Value>>, value: (one: Value) => readonly string[]) {
  return Object.fromEntries(Object.entries(of).map(([name, one]) => [name, value(one)]));
}

/** The type of a constant: its value, of which nothing can be changed. */
function typeOf(value: string | Readonly<Record<string, readonly string[]>>): string {
  if (typeof value === 'string') return JSON.stringify(value);
  const lines = Object.entries(value).map(
    ([name, labels]) =>
      `  readonly ${JSON.stringify(name)}: readonly [${labels.map((label) => JSON.stringify(label)).join(', ')}];\n`,
  );
  return `{\n${lines.join('')}}`;
}
