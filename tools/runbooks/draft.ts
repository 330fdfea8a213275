import type { Environment } from '../../src/config/environment.js';
import type { DocumentedAlert } from '../../src/documented/documented-alert.js';
import { planned } from '../../src/documented/planned.js';
import { queryOf } from '../../src/documented/series.js';
import { block, plain } from '../../src/lib/markdown.js';
import { EXPLANATIONS } from '../../src/rules/explained.js';
import { type Drafts, UNWRITTEN } from './page.js';

/** Labels that most silences name, with the names that the index says to replace. */
const EXAMPLES: Readonly<Record<string, string>> = {
  namespace: 'tenant-a',
  application: 'chat',
  model: 'qwen-7b',
  user: 'alice',
};

/** What of a page that is missing can be said from the objects that its rule is made of; people say the rest, and better. */
export function draftsOf(alert: DocumentedAlert, environment: Environment): Drafts {
  return {
    'What it means': meaning(alert, environment),
    'What to check': alert.signals
      .map(
        (signal, index) =>
          `${index + 1}. ${plain(signal.title)}:\n\n${indented(block('promql', queryOf(signal, planned(environment))))}`,
      )
      .join('\n\n'),
    'How to silence or tune': [silence(alert), ...tuned(alert, environment), off(alert)].join('\n\n'),
    'See also': seeAlso(alert.name),
  };
}

/** How long what must hold against which limit, in placeholders that the generator fills; what that means people say. */
function meaning({ judges, rules, thresholds }: DocumentedAlert, { alerts }: Environment): string {
  const held = `For ${placeholder('rule: for', rules[0]?.for ?? '')}`;
  const [limit] = thresholds.filter((name) => !name.startsWith('minimum'));
  if (judges === undefined || limit === undefined) return `${held}, ${UNWRITTEN}`;
  const value = placeholder(`default: ${limit}`, String(alerts.thresholds[limit]));
  return `${held}, _${plain(judges.signal.title)}_ has been ${judges.is} the limit (\`${limit}\`, ${value} by\ndefault). ${UNWRITTEN}`;
}

function placeholder(of: string, value: string): string {
  return `<!-- ${of} -->${value}<!-- end -->`;
}

function silence({ name, labels }: DocumentedAlert): string {
  const matchers = Object.entries(EXAMPLES).flatMap(([label, value]) =>
    labels.includes(label) ? [`${label}=${value}`] : [],
  );
  return block(
    'sh',
    [
      "amtool --alertmanager.url=http://localhost:9093 silence add -d 6h -c 'known' \\",
      `  ${[`alertname=${name}`, ...matchers].join(' ')}`,
    ].join('\n'),
  );
}

/** How much traffic there must be is no limit that anybody tunes first. */
function tuned({ thresholds }: DocumentedAlert, { alerts }: Environment): readonly string[] {
  const name = thresholds.find((one) => !one.startsWith('minimum')) ?? thresholds[0];
  if (name === undefined) return [];
  return [block('yaml', ['alerts:', '  thresholds:', `    ${name}: ${alerts.thresholds[name]}`].join('\n'))];
}

function off({ name }: DocumentedAlert): string {
  return `To switch it off for a cluster:\n\n${block('yaml', ['alerts:', '  off:', `    ${name}: why it is not wanted here`].join('\n'))}`;
}

/** What it follows from, and what follows from it; the index where nothing does. */
function seeAlso(name: string): string {
  const others = EXPLANATIONS.flatMap(({ by, follows }): readonly string[] =>
    by === name ? follows : follows.some((one) => one === name) ? [by] : [],
  ).filter((other) => other !== name);
  const links = [...new Set(others)].map((other) => `- [${other}](${other}.md)`);
  return links.length === 0 ? '- [All alerts](README.md#all-alerts)' : links.join('\n');
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '   ');
}
