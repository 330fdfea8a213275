import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DASHBOARDS } from '../config/dashboard-uids.js';
import type { Environment } from '../config/environment.js';
import { folderFiles, reasonOf } from '../files/extra-folder.js';
import { isDnsLabel } from '../lib/dns-label.js';
import { type Problem, startOf } from '../lib/problem.js';
import { classicText } from './classic-text.js';
import { exportProblems, otherForm } from './exported.js';
import { type ClassicDashboard, classicDashboard } from './lint/classic.js';
import { isRunbookUid } from './runbooks/names.js';

const JSON_FILE = /\.json$/;
/** What Grafana accepts as a uid. */
const UID = /^[\w-]{1,40}$/;

/** A dashboard that somebody else wrote. */
export interface ExtraDashboard {
  /** The name of its file without the ending, which names its object. */
  readonly name: string;
  readonly file: string;
  readonly dashboard: ClassicDashboard;
  /** Classic JSON as it is delivered. */
  readonly json: string;
}

/** What the folder of `grafana.dashboards.extraDashboards` holds, and all that is wrong with it. */
export interface ExtraDashboards {
  /** Names of all its files, also of those that are no dashboards. */
  readonly files: readonly string[];
  readonly dashboards: readonly ExtraDashboard[];
  readonly problems: readonly Problem[];
}

/** Reads the dashboards beside ours, sorted by file name. The folder is looked for from where the environment file is. */
export function extraDashboards(environment: Pick<Environment, 'file' | 'grafana'>): ExtraDashboards {
  const { extraDashboards: settings } = environment.grafana.dashboards;
  if (settings === undefined) return { files: [], dashboards: [], problems: [] };
  const found = folderFiles(environment, {
    setting: ['grafana', 'dashboards', 'extraDashboards'],
    folder: settings.folder,
    isRead: (name) => JSON_FILE.test(name),
    what: '.json files',
  });
  if ('problem' in found) return { files: [], dashboards: [], problems: [found.problem] };
  const { folder, names } = found;
  const read = names.map((name) => readDashboard(join(folder, name)));
  const dashboards = read.flatMap((one) => ('json' in one ? [one] : []));
  return {
    files: names,
    dashboards,
    problems: [...read.flatMap((one) => ('json' in one ? [] : one)), ...takenUids(dashboards)],
  };
}

/** A dashboard, or all that is wrong with it. */
function readDashboard(file: string): ExtraDashboard | readonly Problem[] {
  const name = basename(file).replace(JSON_FILE, '');
  const named = isDnsLabel(name)
    ? []
    : [wrongIn(file, `the file name must be a DNS label, since it names an object, got "${name}"`)];
  const notClassic = (why: string) => [...named, wrongIn(file, `must be a dashboard as classic JSON, but ${why}`)];
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    const other = otherForm(parsed);
    if (other !== undefined) return notClassic(other);
    const result = classicDashboard.safeParse(parsed);
    if (!result.success || typeof parsed !== 'object' || parsed === null) {
      const linked = exportProblems(parsed, '').map((problem) => wrongIn(file, problem));
      const wrong = result.error?.issues.map(({ path, message }) => `${path.join('.') || 'it'}: ${message}`) ?? [];
      return [...notClassic(wrong.join(', ')), ...linked];
    }
    const json = classicText(parsed);
    const problems = [...named, ...exportProblems(parsed, json).map((problem) => wrongIn(file, problem))];
    return problems.length > 0 ? problems : { name, file, dashboard: result.data, json };
  } catch (error) {
    return notClassic(reasonOf(error));
  }
}

/** Grafana keeps one dashboard of a uid: the last one read would replace the others. */
function takenUids(dashboards: readonly ExtraDashboard[]): readonly Problem[] {
  return dashboards.flatMap(({ file, dashboard: { uid } }, index) => {
    const problems = [];
    if (!UID.test(uid)) problems.push(`uid must be 1 to 40 letters, digits, "-" or "_", got "${uid}"`);
    if (DASHBOARDS.some((own) => own === uid) || isRunbookUid(uid))
      problems.push(`uid must not be one of ours, got "${uid}"`);
    const first = dashboards.findIndex((other) => other.dashboard.uid === uid);
    if (first < index) problems.push(`uid must be its own, got "${uid}" as in ${dashboards[first]?.file}`);
    return problems.map((problem) => wrongIn(file, problem));
  });
}

function wrongIn(file: string, message: string): Problem {
  return { ...startOf(file), message };
}
