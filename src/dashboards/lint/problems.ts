import { basename } from 'node:path';
import type { Environment } from '../../config/environment.js';
import { nearest } from '../../config/nearest.js';
import type { ExtraDashboards } from '../extra.js';
import type { BuiltDashboard } from '../index.js';
import { recordedNames } from '../recorded-names.js';
import { classicDashboard } from './classic.js';
import { lintRules } from './index.js';

/** Panels of ours whose surface is off say so in words; the tests hold them to what is recorded where all surfaces are on. */
const OFF_SURFACES = { 'no-dead-metric': 'says so in words' };

/** What is wrong with the dashboards of an environment, a sentence each; rules that a file may break are left out. */
export function dashboardProblems(
  environment: Environment,
  own: readonly BuiltDashboard[],
  { files, dashboards: extra }: ExtraDashboards,
): readonly string[] {
  const rules = lintRules(recordedNames(environment));
  const exempt = environment.grafana.dashboards.extraDashboards?.exempt ?? {};
  const all = [
    ...own.map(({ uid, json }) => ({
      file: uid,
      dashboard: classicDashboard.parse(JSON.parse(json)),
      allowed: OFF_SURFACES,
    })),
    ...extra.map(({ file, dashboard }) => ({ file, dashboard, allowed: exempt[basename(file)] ?? {} })),
  ];
  return [
    ...all.flatMap(({ file, dashboard, allowed }) =>
      rules
        .filter(({ name }) => !(name in allowed))
        .flatMap(({ name, sentence, findings }) =>
          findings(dashboard).map((found) => `${name}: ${sentence}; found ${found} (${file})`),
        ),
    ),
    ...idleExemptions(
      environment,
      exempt,
      files,
      rules.map(({ name }) => name),
    ),
  ];
}

/** Exemptions of files and rules that there are not: a misspelled one would look as if it held. */
function idleExemptions(
  { file }: Environment,
  exempt: Readonly<Record<string, Readonly<Record<string, string>>>>,
  files: readonly string[],
  rules: readonly string[],
): readonly string[] {
  const where = 'grafana.dashboards.extraDashboards.exempt';
  return Object.entries(exempt).flatMap(([name, reasons]) => [
    ...(files.includes(name)
      ? []
      : [`${where} must name files of the folder, got "${name}"${hint(name, files)} (${file})`]),
    ...Object.keys(reasons)
      .filter((rule) => !rules.includes(rule))
      .map((rule) => `${where}["${name}"] must name rules, got "${rule}"${hint(rule, rules)} (${file})`),
  ]);
}

function hint(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return meant === undefined ? `; allowed are ${known.join(', ')}` : `; did you mean ${meant}?`;
}
