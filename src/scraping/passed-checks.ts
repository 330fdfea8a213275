import type { PassedEndpoint } from '../config/endpoints.js';
import type { Environment } from '../config/environment.js';
import { sanitizedLabel } from '../config/kubernetes-names.js';
import { ALERT_LABELS } from '../config/label-names.js';
import type { Relabeling } from '../config/relabelings.js';
import { keyOfLabel, LABEL_LISTS, seriesLabelsOf } from '../config/series-labels.js';
import type { SurfaceName } from '../config/surfaces.js';
import { type FromFile, placeOf } from '../files/written.js';
import type { Problem } from '../lib/problem.js';
import { catalogue } from '../metrics/catalogue.js';
import { recordLabelProblems } from './record-label-checks.js';
import type { ScrapeSettings } from './settings.js';
import { surfaces } from './surfaces/index.js';

type Checked = ScrapeSettings & Pick<Environment, 'alerts'> & FromFile;
type Path = readonly (string | number)[];

/** Labels of a metric that choose what of a histogram or a summary it is: without some of them its percentiles would lie. */
const PARTS = ['__name__', 'le', 'quantile'];
/** Names of labels, each with `.*` or `.+` at its end at most, so that everybody sees what they match. */
const NAMES = /^[a-zA-Z_]\w*(\.[*+])?(\|[a-zA-Z_]\w*(\.[*+])?)*$/;
/** A prefix of its own before what a labelmap takes over. */
const PREFIXED = /^([a-zA-Z]\w*_)\$(1|\{1\})$/;

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
      return { ...placeOf(settings, path), message: `${dotted(path)} ${words}` };
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

/** Beginnings of labels that are Prometheus' own. */
const RESERVED = ['__', 'exported_'];

function whyTaken(name: string): string {
  const reserved = RESERVED.find((start) => name.startsWith(start));
  if (reserved !== undefined) return `labels that begin with ${reserved} are Prometheus' own`;
  return `the label ${name} says already what a series or an alert is`;
}

/** The labels by which queries, rules or alerts know something, and Prometheus' own. */
interface Taken {
  readonly is: (name: string) => boolean;
  /** One of them that begins so; what follows is for whoever writes the label to say. */
  readonly beginning: (start: string) => string | undefined;
}

function takenLabels({ cluster, alerts, metrics }: Checked): Taken {
  const own = new Set([
    ...ALERT_LABELS,
    ...PARTS,
    cluster.label,
    ...Object.keys(alerts.labels),
    ...[...catalogue, ...metrics].flatMap(({ labels }) => Object.keys(labels)),
    ...Object.values(surfaces).flatMap(({ targetLabels }) => targetLabels),
  ]);
  const reserved = (start: string) => RESERVED.find((one) => one.startsWith(start) || start.startsWith(one));
  return {
    is: (name) => own.has(name) || RESERVED.some((one) => name.startsWith(one)),
    beginning: (start) => [...own].find((name) => name.startsWith(start)) ?? reserved(start),
  };
}

/** What Prometheus takes away before it reads a page. */
const GONE = /^__(?!name__$)/;

interface RuleProblem {
  readonly field: keyof Relabeling;
  readonly words: string;
}

function ruleProblems(
  rule: Relabeling,
  list: 'relabelings' | 'metricRelabelings',
  taken: Taken,
): readonly RuleProblem[] {
  const { action, regex = '', sourceLabels = [], targetLabel, replacement = '' } = rule;
  const gone = list === 'metricRelabelings' ? sourceLabels.find((label) => GONE.test(label)) : undefined;
  if (gone !== undefined) {
    return [
      {
        field: 'sourceLabels',
        words: `must not name ${gone}, which no series has: relabelings read what discovery says`,
      },
    ];
  }
  if (targetLabel !== undefined) {
    return taken.is(targetLabel)
      ? [{ field: 'targetLabel', words: `must not be ${targetLabel}: ${whyTaken(targetLabel)}` }]
      : [];
  }
  if (action === 'labelmap') return mapped(replacement, taken);
  if (action === 'labeldrop') return dropped(regex, taken);
  if (list === 'relabelings') {
    return action === 'drop' && dropsAll(rule, taken)
      ? [{ field: 'regex', words: `must not match anything, got "${regex}", which drops every target` }]
      : [];
  }
  if (action === 'keep') {
    return [
      {
        field: 'action',
        words: 'must not be keep, which drops what alerts read and this rule does not name; drop names what goes',
      },
    ];
  }
  const [part] = sourceLabels.filter((label) => PARTS.includes(label));
  if (part !== undefined) {
    return [
      {
        field: 'sourceLabels',
        words: `must not name ${part} in a drop, which would take parts of what queries read; scrape.keep says which metrics are kept`,
      },
    ];
  }
  return dropsAll(rule, taken)
    ? [
        {
          field: 'regex',
          words: `must not match anything, got "${regex}", which drops every series, or every one without the label`,
        },
      ]
    : [];
}

function mapped(replacement: string, taken: Taken): readonly RuleProblem[] {
  const [, prefix] = PREFIXED.exec(replacement) ?? [];
  if (prefix !== undefined && taken.beginning(prefix) === undefined) return [];
  return [
    {
      field: 'replacement',
      words:
        `must be a prefix of your own before $1, such as pod_label_$1, got "${replacement}": the labels of a pod are its tenant's, ` +
        'who could name one as a label by which queries know a series',
    },
  ];
}

function dropped(regex: string, taken: Taken): readonly RuleProblem[] {
  if (!NAMES.test(regex)) {
    return [
      {
        field: 'regex',
        words: `must be names of labels joined by |, each with .* or .+ at its end at most, got "${regex}"`,
      },
    ];
  }
  const names = regex.split('|');
  const hit = names.flatMap((name) => {
    const start = name.replace(/\.[*+]$/, '');
    const found = start === name ? (taken.is(name) ? name : undefined) : taken.beginning(start);
    return found === undefined ? [] : [found];
  });
  const [first] = hit;
  return first === undefined ? [] : [{ field: 'regex', words: `must not match ${first}: ${whyTaken(first)}` }];
}

/** What no label of anything is. */
const NOBODY = 'zz nobody zz';

/** Whether a rule that drops would drop what has none of the labels that it reads, or anything by labels that everything has. */
function dropsAll({ regex = '', sourceLabels = [], separator = ';' }: Relabeling, taken: Taken): boolean {
  const matches = (value: string) =>
    new RegExp(`^(?:${regex})$`, 'u').test(sourceLabels.map(() => value).join(separator));
  return matches('') || (sourceLabels.every((name) => isEverybodys(name, taken)) && matches(NOBODY));
}

/** What every target has: our own labels, and what discovery says of it beside the labels and annotations that somebody wrote. */
function isEverybodys(name: string, taken: Taken): boolean {
  return taken.is(name) && !/_(label|labelpresent|annotation|annotationpresent)_/.test(name);
}

function dotted(path: Path): string {
  return path
    .reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${part}`), '')
    .slice(1);
}
