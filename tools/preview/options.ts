import { parseArgs } from 'node:util';
import { DEFAULT_FAULTS } from './data/data-sets.js';
import { type ReviewOptions, reviewOf, reviewProblems } from './review/options.js';

/** What is asked for on the command line. */
export interface Options {
  readonly data: readonly string[];
  readonly faults: readonly string[];
  /** Uids of dashboards; all of them where there is none. */
  readonly only: readonly string[];
  readonly out: string;
  /** Where simulated fleets are kept that have been played. */
  readonly history: string;
  readonly pictures: boolean;
  /** Whether the pictures of the documentation are written anew. */
  readonly documented: boolean;
  /** Whether values of variables can be chosen in the pages. */
  readonly choices: boolean;
  readonly theme: 'dark' | 'light';
  /** Whether nothing is drawn, and dashboards are only held against the checks that need no browser, in both themes. */
  readonly check: boolean;
  /** One's own Prometheus instead of simulated fleets, as a URL. */
  readonly prometheus: string | undefined;
  /** The environment whose dashboards are drawn on it. */
  readonly environment: string;
  /** When its time ends, in Unix seconds. */
  readonly untilSeconds: number | undefined;
  /** Two outputs of synth whose panels are drawn before and after, instead of dashboards. */
  readonly review: ReviewOptions | undefined;
  /** A folder of other people's dashboards that are drawn and measured beside ours. */
  readonly compare: string | undefined;
}

export const HELP = `npm run preview -- [options]
  --data <name>         healthy, incident, idle, start or fleet; several times for several, one switch in the page
  --fault <name>        what goes wrong in incident; several times for several (npm run simulate -- --list)
  --only <uid>          this dashboard alone, such as arks-overview; several times for several
  --out <folder>        where the pages go; preview.tmp unless said
  --history <folder>    where fleets that were played are kept, for next time; preview.tmp/history unless said
  --no-pictures         pages alone, which need no Chromium
  --no-choices          as the dashboards are opened, no value of a variable can be chosen; asks a tenth as much
  --pictures            writes the pictures of the documentation anew, docs/pictures, from an incident
  --check               draws nothing: only the checks that need no browser, of healthy, incident and idle in both themes
  --theme dark|light    of the pictures; every page has a switch
  --prometheus <url>    asks this Prometheus instead of a simulated fleet
  --environment <name>  whose dashboards it is asked for; quickstart unless said
  --until <date>        when the six hours end that it is asked for; now unless said
  --review <base>       draws panels that change, before and after, from a git ref or a folder on; into --out alone
  --head <folder>       the folder that is compared with it; dist unless said
  --most <number>       of panels that a review draws; 40 unless said
  --compare <folder>    draws the dashboards of a folder beside ours, and prints what each costs and what checks find
  --help                lists these options`;

const SPEC = {
  data: { type: 'string', multiple: true },
  fault: { type: 'string', multiple: true },
  only: { type: 'string', multiple: true },
  out: { type: 'string' },
  history: { type: 'string' },
  'no-pictures': { type: 'boolean' },
  'no-choices': { type: 'boolean' },
  pictures: { type: 'boolean' },
  check: { type: 'boolean' },
  theme: { type: 'string' },
  prometheus: { type: 'string' },
  environment: { type: 'string' },
  until: { type: 'string' },
  review: { type: 'string' },
  compare: { type: 'string' },
  head: { type: 'string' },
  most: { type: 'string' },
  help: { type: 'boolean' },
} as const;
const THEMES = ['dark', 'light'] as const;
/** Something is wrong, nothing is, and nothing happens. */
const CHECKED: readonly string[] = ['healthy', 'incident', 'idle'];
const MILLISECONDS = 1_000;

/** Reads a command line: help, options, or everything that is wrong with it. */
export function optionsOf(args: readonly string[]): 'help' | Options | { readonly problems: readonly string[] } {
  let values: ReturnType<typeof parsed>;
  try {
    values = parsed(args);
  } catch (error) {
    return { problems: [error instanceof Error ? error.message : String(error)] };
  }
  if (values.help === true) return 'help';
  const { prometheus, environment, until } = values;
  const theme = THEMES.find((one) => one === (values.theme ?? 'dark'));
  const untilSeconds = until === undefined ? undefined : Date.parse(until) / MILLISECONDS;
  const review = reviewOf(values);
  const { compare } = values;
  const simulated = { data: values.data, fault: values.fault };
  const documented = values.pictures === true;
  const check = values.check === true;
  const whole = { data: values.data, fault: values.fault, only: values.only, prometheus, theme: values.theme };
  const problems = [
    ...(theme === undefined ? [`--theme must be one of ${THEMES.join(', ')}, got "${values.theme}"`] : []),
    ...(untilSeconds === undefined || Number.isFinite(untilSeconds)
      ? []
      : [`--until must be a date such as 2026-03-01T12:00:00Z, got "${until}"`]),
    ...(prometheus === undefined || URL.canParse(prometheus)
      ? []
      : [`--prometheus must be a URL, got "${prometheus}"`]),
    ...Object.entries({ environment, until })
      .filter(([, value]) => value !== undefined && prometheus === undefined)
      .map(([name]) => `--${name} is for --prometheus, which must be given, too`),
    ...Object.entries({ ...whole, 'no-pictures': values['no-pictures'] })
      .filter(([, value]) => value !== undefined && documented)
      .map(
        ([name]) => `--${name} must not stand beside --pictures, which are always of all dashboards in one incident`,
      ),
    ...reviewProblems(values),
    ...Object.entries({
      ...whole,
      only: undefined,
      data: undefined,
      fault: undefined,
      theme: undefined,
      review: values.review,
    })
      .filter(([, value]) => value !== undefined && compare !== undefined)
      .map(([name]) => `--${name} must not stand beside --compare, which is of one simulated fleet`),
    ...Object.entries({ pictures: values.pictures, theme: values.theme, 'no-pictures': values['no-pictures'] })
      .filter(([, value]) => value !== undefined && check)
      .map(([name]) => `--${name} must not stand beside --check, which draws nothing`),
    ...Object.entries(simulated)
      .filter(([, value]) => value !== undefined && prometheus !== undefined)
      .map(([name]) => `--${name} is for simulated fleets, so it must not stand beside --prometheus`),
  ];
  if (theme === undefined || problems.length > 0) return { problems };
  const isHealthy = values.fault === undefined && !documented && review === undefined && compare === undefined;
  return {
    data: values.data ?? (check ? CHECKED : [isHealthy ? 'healthy' : 'incident']),
    faults: values.fault ?? DEFAULT_FAULTS,
    only: values.only ?? [],
    out: values.out ?? (review === undefined ? 'preview.tmp' : 'review.tmp'),
    history: values.history ?? 'preview.tmp/history',
    pictures: values['no-pictures'] !== true,
    choices: values['no-choices'] !== true && !documented && !check,
    documented,
    check,
    theme,
    prometheus: prometheus?.replace(/\/$/, ''),
    environment: environment ?? 'quickstart',
    untilSeconds,
    review,
    compare,
  };
}

function parsed(args: readonly string[]) {
  return parseArgs({ args: [...args], options: SPEC, strict: true, allowPositionals: false }).values;
}
