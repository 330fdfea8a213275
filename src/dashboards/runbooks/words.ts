import { RUNTIME_WORDS, RUNTIMES, type RuntimeName } from '../../config/runtimes.js';
import { code } from '../../lib/markdown.js';
import type { Drawing } from '../drawing.js';
import type { VariableName } from '../variables.js';
import { type Names, ownNamespaces } from './examples.js';

/** What words of a page are filled with. */
export interface Told extends Names, Pick<Drawing, 'alerts' | 'runtimes'> {
  /** The variables that the dashboard has. */
  readonly variables: readonly VariableName[];
  /** The pages that are delivered, by their names, with their uids. */
  readonly pages: ReadonlyMap<string, string>;
}

/** Commands, queries that stay words, and pieces of code; settings are left as they are. */
const CODE = /```(?:sh|promql)\n[\s\S]*?```|(?<!`)`(?!`)[^`\n]+`(?!`)/g;
const LINK = /\[([^\]]+)\]\(([^)\s]+)\)/g;
/** Names of the platform in code. */
const OF_PLATFORM =
  /\barks-operator-system\b|\benvoy-gateway-system\b|\barks-eg\b|(?<=-n )monitoring\b|\bmonitoring(?=\/arks-)/g;
/** After a namespace: objects that are beside the Gateway, which may live elsewhere than the operator. */
const BESIDE_GATEWAY = /^ (?:get|describe|edit|patch) (?:gateway|clienttrafficpolicy|backendtrafficpolicy)\b/;
const SEVERITY = /`(critical|warning)`/g;
/** What stands for what the reader is told of, longest first, by the variable that has its value. */
const EXAMPLES: readonly (readonly [RegExp, VariableName])[] = [
  [/\b(?:chat|reason)-\d-(?:inference|prefill|decode)-\d\b/g, 'pod'],
  [/\btenant-a\b/g, 'namespace'],
  [/(?<=slo="?)first-token\b/g, 'slo'],
  [/(?<=arks-application-|application=|[ /"])(?:chat|reason)(?=[\s,`'"-]|$)/g, 'application'],
];

/**
 * Words of a page as Markdown for a panel of text: commands have the environment's own names and the values of the dashboard's
 * variables, links lead to dashboards. A value may come from a tenant or with a link, and people paste commands into shells: it is
 * percent-encoded, which changes no name that Kubernetes takes and lets nothing else through. Names of models and users, which may be
 * anything, are left as they are in the page.
 */
export function toldHere(text: string, told: Told): string {
  const own = text
    .replace(CODE, (found) => ownCode(found, told))
    .replace(LINK, (_, words: string, to: string) => ownLink(words, to, told));
  return ownSeverities(withoutOthers(own, told.runtimes), told);
}

function ownCode(text: string, told: Told): string {
  const { gateway, variables } = told;
  const names: Readonly<Record<string, string>> = { ...ownNamespaces(told), 'arks-eg': gateway.name };
  const named = text.replace(OF_PLATFORM, (name, at: number) =>
    BESIDE_GATEWAY.test(text.slice(at + name.length)) ? gateway.namespace : (names[name] ?? name),
  );
  return EXAMPLES.reduce(
    (all, [example, variable]) =>
      variables.includes(variable) ? all.replace(example, () => `\${${variable}:percentencode}`) : all,
    named,
  );
}

/** To the dashboard of a page, with what is chosen here; the words alone where it leads to no page that is delivered. */
function ownLink(words: string, to: string, { pages, variables }: Told): string {
  if (to.startsWith('https://')) return `[${words}](${to})`;
  const [file = ''] = to.split('#');
  const uid = pages.get(file === '' ? '' : file.replace(/\.md$/, ''));
  if (uid === undefined) return words;
  const chosen = ['cluster', ...variables.filter((name) => name !== 'cluster')].map((name) => `\${${name}:queryparam}`);
  return `[${words}](/d/${uid}?${chosen.join('&')})`;
}

/** Names of severities as the environment has them. */
function ownSeverities(text: string, { alerts }: Told): string {
  return text.replace(SEVERITY, (_, name: 'critical' | 'warning') => code(alerts.severities[name]));
}

/** Without the entries of lists that are about a runtime which is not served here. */
function withoutOthers(text: string, served: readonly RuntimeName[]): string {
  const others = RUNTIMES.filter((name) => !served.includes(name)).map((name) => RUNTIME_WORDS[name]);
  if (others.length === 0) return text;
  const entry = new RegExp(`^- (?:On |With |In )?(?:${others.join('|')})\\b.*(?:\\n  .*)*(?:\\n|$)`, 'gm');
  return text.replace(entry, '');
}
