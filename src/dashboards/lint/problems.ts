import { basename } from 'node:path';
import type { Environment } from '../../config/environment.js';
import { idleExemptions } from '../../files/extra-folder.js';
import { placeOf } from '../../files/written.js';
import { memoize } from '../../lib/memoize.js';
import { type Problem, startOf } from '../../lib/problem.js';
import type { ExtraDashboards } from '../extra.js';
import type { BuiltDashboard } from '../index.js';
import type { BuiltRunbook } from '../runbooks/index.js';
import { type ClassicDashboard, classicDashboard } from './classic.js';
import { lintRules } from './index.js';
import type { LintRule } from './rule.js';

/** What only an environment tells: panels of ours that nothing there answers are not drawn, and a test holds the others to it. */
const OF_ENVIRONMENT = 'no-dead-metric';

/** Those of 50 environments that share none, of which a runbook has 20 kB and any other 70 kB. */
const MOST_REMEMBERED = 2_900;

/** What is wrong with a dashboard of ours, which environments with the same settings share to the byte. */
const ownProblems = memoize((json: string): readonly string[] => {
  const dashboard = classicDashboard.parse(JSON.parse(json));
  return findingsOf(dashboard, lintRules(new Set()), { [OF_ENVIRONMENT]: 'is not drawn' });
}, MOST_REMEMBERED);

/** The settings of dashboards that ride along, and where they were read. */
type Extras = Pick<Environment, 'file' | 'grafana' | 'metrics'>;

/** The dashboards of ours that are delivered, and the names of everything that is recorded for them to read. */
interface Drawn {
  readonly drawn: readonly BuiltDashboard[];
  readonly runbooks: readonly BuiltRunbook[];
  readonly recordedNames: ReadonlySet<string>;
}

/** What is wrong with the dashboards of an environment; rules that a file may break are left out. */
export function dashboardProblems(
  environment: Extras,
  { drawn, runbooks, recordedNames }: Drawn,
  { files, dashboards: extra }: ExtraDashboards,
): readonly Problem[] {
  const exempt = environment.grafana.dashboards.extraDashboards?.exempt ?? {};
  const rules = lintRules(extra.length === 0 ? new Set() : recordedNames, environment.metrics);
  return [
    ...[...drawn, ...runbooks].flatMap(({ uid, json }) =>
      ownProblems(json).map((found) => ({ ...placeOf(environment), message: `dashboard ${uid}: ${found}` })),
    ),
    ...extra.flatMap(({ file, dashboard }) =>
      findingsOf(dashboard, rules, exempt[basename(file)] ?? {}).map((message) => ({ ...startOf(file), message })),
    ),
    ...idleExemptions(environment, {
      setting: ['grafana', 'dashboards', 'extraDashboards'],
      exempt,
      files,
      rules: rules.map(({ name }) => name),
    }),
  ];
}

function findingsOf(
  dashboard: ClassicDashboard,
  rules: readonly LintRule[],
  allowed: Readonly<Record<string, string>>,
): readonly string[] {
  return rules
    .filter(({ name }) => !Object.hasOwn(allowed, name))
    .flatMap(({ name, sentence, findings }) =>
      findings(dashboard).map((found) => `${name}: ${sentence}; found ${found}`),
    );
}
