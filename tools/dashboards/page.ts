import type { Environment } from '../../src/config/environment.js';
import type { Dashboard, Panel } from '../../src/dashboards/dashboard.js';
import { rowsOf } from '../../src/dashboards/rows.js';
import { planned } from '../../src/documented/planned.js';
import { limitLine } from '../../src/rules/limit-line.js';
import { runtimesRead } from '../../src/signals/runtimes/index.js';
import { sourcesOf } from '../../src/signals/sources.js';

/** The page of a dashboard: what each row answers, and what its panels read and look like without data. */
export function dashboardPage(dashboard: Dashboard, environment: Environment): string {
  const rows = rowsOf(dashboard, planned(environment).drawing).flatMap(({ title, answers, collapsed, panels }) => [
    '',
    `## ${title}`,
    '',
    `${answers}${collapsed ? ' Folded until it is opened.' : ''}`,
    '',
    '| panel | shows | without data | limit of | explains |',
    '|---|---|---|---|---|',
    ...panels.map((panel) => panelLine(panel, environment)),
  ]);
  return [
    `# ${dashboard.title}`,
    '',
    `\`${dashboard.uid}\`: ${dashboard.description}`,
    '',
    `![The first screen of ${dashboard.title} in an incident of a simulated fleet](../pictures/${dashboard.uid}.png)`,
    '',
    `Variables: ${dashboard.variables.map((name) => `\`${name}\``).join(', ')}. Each may have several values or all of them.`,
    ...rows,
    '',
  ].join('\n');
}

function panelLine(panel: Panel, environment: Environment): string {
  if (panel.kind === 'text') return `| ${escaped(panel.title)} | what to do | – | – | – |`;
  const { title, queries, noValue, alert, explains } = panel;
  const metrics = [...new Set(queries.flatMap(({ of }) => sourcesOf(of, runtimesRead(environment.runtimes))))].map(
    (name) => `\`${name}\``,
  );
  const isDrawn = alert !== undefined && limitLine(alert, environment, planned(environment).scraped) !== undefined;
  const shows = metrics.length === 0 ? 'what rules record' : metrics.join(', ');
  const limitOf = isDrawn ? alert : undefined;
  const others = [isDrawn ? undefined : alert, explains];
  return `| ${[escaped(title), shows, escaped(noValue), runbooks([limitOf]), runbooks(others)].join(' | ')} |`;
}

function runbooks(alerts: readonly ({ readonly name: string } | undefined)[]): string {
  const links = alerts.flatMap((alert) =>
    alert === undefined ? [] : [`[${alert.name}](../runbooks/${alert.name}.md)`],
  );
  return links.length === 0 ? '–' : links.join(', ');
}

/** Text in a cell of a table. */
function escaped(text: string): string {
  return text.replace(/[|\\]/g, '\\$&');
}
