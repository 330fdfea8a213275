import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { HELM, rendered } from '../../tools/real/helm.js';
import { PROJECT } from '../support/commands.js';
import { temporaryFolder } from '../support/temporary-folder.js';
import { tellAfterwards } from './tell-afterwards.js';

const ENVIRONMENTS = ['quickstart', 'production'];

/** The template that docs/platforms.md shows. */
function documentedTemplate(): string {
  const page = readFileSync(join(PROJECT, 'docs/platforms.md'), 'utf8');
  const [, text = ''] = /^## Inside a Helm chart$[\s\S]*?```gotmpl\n([\s\S]*?)```/m.exec(page) ?? [];
  return text;
}

function filesOf(environment: string): readonly string[] {
  return readdirSync(join(PROJECT, 'dist', environment)).filter((file) => file.endsWith('.k8s.yaml'));
}

/** A chart with the folder of an environment in a place of its own, and this template. */
function chartOf(environment: string, place: string, template: string): string {
  const chart = temporaryFolder();
  for (const folder of ['templates', place]) mkdirSync(join(chart, folder), { recursive: true });
  writeFileSync(join(chart, 'Chart.yaml'), 'apiVersion: v2\nname: own\nversion: 0.1.0\n');
  writeFileSync(join(chart, 'templates/arks.yaml'), template);
  for (const file of filesOf(environment)) {
    copyFileSync(join(PROJECT, 'dist', environment, file), join(chart, place, file));
  }
  return chart;
}

describe.each(ENVIRONMENTS)('the folder of %s', (environment) => {
  test('comes out of a chart as docs/platforms.md shows it, object by object', async () => {
    const texts = await rendered(chartOf(environment, 'arks', documentedTemplate()));
    const [text = ''] = Object.values(texts);
    const objects = parseAllDocuments(text)
      .map((document): unknown => document.toJS())
      .filter((object) => object !== null);
    const expected = filesOf(environment).map((file): unknown =>
      parse(readFileSync(join(PROJECT, 'dist', environment, file), 'utf8')),
    );
    expect(objects).toEqual(expected);
  });

  test('is refused among the templates, since Helm takes what Prometheus and Grafana fill in for its own', async () => {
    await expect(rendered(chartOf(environment, 'templates', ''))).rejects.toThrow(/undefined variable|not defined/);
  });
});

tellAfterwards({
  program: 'Helm',
  version: HELM.version,
  from: `Go module ${HELM.module}`,
  ran: 'Its own engine over a chart that holds the folder of an environment, as docs/platforms.md shows it.',
  series: [],
  records: [],
  held: [
    'Every object comes out of the chart as it went in.',
    'Among the templates the folder is refused, since alerts and dashboards hold braces that Helm takes for its own.',
  ],
  notRun: [{ what: 'an install', why: 'what Helm applies is judged by a real API server already' }],
});
