import { type Setting, settings } from '../../src/documented/settings.js';
import { code, plain, table } from '../../src/lib/markdown.js';

const HEAD = `# Settings

Every setting of an environment file, written by \`npm run pages\` from the schema. A setting that a file leaves out has its default.
Where there is no default nothing is set, unless the setting is required. \`null\` takes away what a shared file set
([fleets.md](fleets.md)). \`x[]\` is an entry of the list \`x\`, and \`x.<name>\` is an entry of the map \`x\`. Some ranges depend on several
settings at once; synth checks those as well, and reports the file, the line, what it found and what is allowed.

Beside these settings, \`extends\` names a shared file, whose name begins with \`_\`.`;

const COLUMNS = ['setting', 'type', 'default', 'unit', 'allowed', 'what it does, and why the default is what it is'];

/** A rule that so many settings have is written once, below the tables, unless it is short. */
const SHARED_BY = 5;
const LONG = 50;

/** docs/settings.md: a table for each section of an environment file. */
export function settingsPage(): string {
  const all = settings();
  const shared = sharedRules(all);
  const sections = all.filter(({ path }) => !/[.[]/.test(path));
  return `${[
    HEAD,
    ...sections.flatMap((section) => sectionPart(section, all, shared)),
    '## Shared rules',
    'Rules that many texts have, most of them because the text ends up in YAML, in a template or in a query.',
    shared.map((rule, index) => `${index + 1}. ${plain(rule)}`).join('\n'),
  ].join('\n\n')}\n`;
}

function sectionPart(section: Setting, all: readonly Setting[], shared: readonly string[]): readonly string[] {
  const isBelow = ({ path }: Setting) => path.startsWith(section.path) && /^[.[]/.test(path.slice(section.path.length));
  const rows = all.filter((one) => !one.section && (one === section || isBelow(one)));
  return [
    `## ${code(section.path)}`,
    ...(section.section ? [plain(section.description ?? '')] : []),
    table(
      COLUMNS,
      rows.map((one) => rowOf(one, shared)),
    ),
  ];
}

function rowOf({ path, type, byDefault, unit, allowed, description }: Setting, shared: readonly string[]) {
  return [
    code(path),
    plain(type),
    byDefault === undefined ? '–' : code(byDefault),
    unit === '' ? '–' : unit,
    allowed.length === 0 ? '–' : allowed.map((rule) => ruleText(rule, shared)).join('; '),
    plain(description ?? ''),
  ];
}

/** A rule, or the number of the shared one; `each`, `keys` and `values` stay before it. */
function ruleText(rule: string, shared: readonly string[]): string {
  const index = shared.findIndex((one) => rule.endsWith(one));
  const [found] = shared.slice(index, index + 1);
  if (index < 0 || found === undefined) return plain(rule);
  return `${rule.slice(0, -found.length)}[rule ${index + 1}](#shared-rules)`;
}

function sharedRules(all: readonly Setting[]): readonly string[] {
  const rules = all.flatMap(({ allowed }) => allowed.map((rule) => rule.replace(/^(each|keys|values) /, '')));
  const count = (rule: string) => rules.filter((other) => other === rule).length;
  return [...new Set(rules)].filter((rule) => rule.length > LONG && count(rule) >= SHARED_BY);
}
