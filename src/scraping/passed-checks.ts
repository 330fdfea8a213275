import type { PassedEndpoint } from '../config/endpoints.js';
import type { Environment } from '../config/environment.js';
import { sanitizedLabel } from '../config/kubernetes-names.js';
import { keyOfLabel, LABEL_LISTS, seriesLabelsOf } from '../config/series-labels.js';
import type { SurfaceName } from '../config/surfaces.js';
import { type FromFile, placeOf } from '../files/written.js';
import { pathText } from '../lib/path-text.js';
import type { Problem } from '../lib/problem.js';
import { ruleProblems } from './passed-rule-checks.js';
import { recordLabelProblems } from './record-label-checks.js';
import type { ScrapeSettings } from './settings.js';
import { surfaces } from './surfaces/index.js';
import { takenLabels, whyTaken } from './taken-labels.js';

type Checked = ScrapeSettings & Pick<Environment, 'alerts'> & FromFile;
type Path = readonly (string | number)[];

/** Where what an environment passes on to monitors would touch what queries know a series by. */
export function wronglyPassed(settings: Checked): readonly Problem[] {
  return passedChecks(settings).flatMap((check) => check(settings));
}

/** The checks of what is passed on, one for each entry of each list, which says what is wrong with that one. */
export function passedChecks({
  scrape,
}: Pick<Checked, 'scrape'>): readonly ((settings: Checked) => readonly Problem[])[] {
  return scrape.endpoints.flatMap((entry, index) => {
    const own = ({ scrape: { endpoints } }: Checked) => endpoints[index] ?? entry;
    const problem = (settings: Checked, at: Path, words: string): Problem => {
      const path = ['scrape', 'endpoints', index, ...at];
      return { ...placeOf(settings, path), message: `${pathText(path)} ${words}` };
    };
    return [
      (settings: Checked) => ofServices(own(settings)).map((words) => problem(settings, ['targetLabels'], words)),
      ...LABEL_LISTS.flatMap((list) =>
        entry[list].map((_, position) => (settings: Checked) => {
          const label = keyOfLabel(own(settings)[list][position] ?? '');
          const name = sanitizedLabel(label);
          const words = takenLabels(settings).is(name)
            ? [`must not be ${label}: ${whyTaken(name)}`]
            : recordLabelProblems(settings, { entry: index, list, position });
          return words.map((one) => problem(settings, [list, position], one));
        }),
      ),
      ...RULE_LISTS.flatMap((list) =>
        entry[list].map((first, position) => (settings: Checked) => {
          const rule = own(settings)[list][position] ?? first;
          return ruleProblems(rule, list, takenLabels(settings)).map(({ field, words }) =>
            problem(settings, [list, position, field], words),
          );
        }),
      ),
    ];
  });
}

const RULE_LISTS = ['relabelings', 'metricRelabelings'] as const;

function ofServices(entry: PassedEndpoint): readonly string[] {
  const ofPods = entry.surfaces.find((name) => surfaces[name].finds === 'pods');
  if (entry.targetLabels.length === 0 || ofPods === undefined) return [];
  return [`must not be set for ${ofPods}, whose targets are found as pods and not through Services`];
}

/** The labels that are added to every series of a surface by name; what labelmap adds is not known beforehand. */
export function passedLabels(surface: SurfaceName, { scrape }: Pick<ScrapeSettings, 'scrape'>): readonly string[] {
  const entry = scrape.endpoints.find((one) => one.surfaces.includes(surface));
  if (entry === undefined) return [];
  const written = [...entry.relabelings, ...entry.metricRelabelings].flatMap(({ targetLabel }) => targetLabel ?? []);
  return [...seriesLabelsOf(entry), ...written];
}
