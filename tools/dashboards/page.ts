import type { Environment } from '../../src/config/environment.js';
import type { Dashboard, Panel } from '../../src/dashboards/dashboard.js';
import { runtimesRead } from '../../src/signals/runtimes/index.js';
import { sourcesOf } from '../../src/signals/sources.js';

/** The page of a dashboard: what each row answers, and what its panels read and look like without data. */
export function dashboardPage(dashboard: Dashboard, environment: Environment): string {
  const rows = dashboard
    .rows(environment)
    .flatMap(({ title, answers, collapsed, panels }) => [
      '',
      `## ${title}`,
      '',
      `${answers}${collapsed ? ' Folded until it is opened.' : ''}`,
      '',
      '| panel | shows | without data | limit of |',
      '|---|---|---|---|',
      ...panels.map((panel) => panelLine(panel, environment)),
    ]);
  return [
    `# ${dashboard.title}`,
    '',
    `\`${dashboard.uid}\`: ${dashboard.description}`,
    '',
    `Variables: ${dashboard.variables.map((name) => `\`${name}\``).join(', ')}. Each may have several values or all of them.`,
    ...rows,
    '',
  ].join('\n');
}

function panelLine(panel: Panel, { runtimes }: Environment): string {
  if (panel.kind === 'text') return `| ${escaped(panel.title)} | what to do | – | – |`;
  const { title, queries, noValue, alert } = panel;
  const metrics = [...new Set(queries.flatMap(({ of }) => sourcesOf(of, runtimesRead(runtimes))))].map(
    (name) => `\`${name}\``,
  );
  const link = alert === undefined ? '–' : `[${alert}](../runbooks/${alert}.md)`;
  return `| ${escaped(title)} | ${metrics.length === 0 ? 'what rules record' : metrics.join(', ')} | ${escaped(noValue)} | ${link} |`;
}

/** Text in a cell of a table. */
function escaped(text: string): string {
  return text.replace(/[|\\]/g, '\\$&');
}
