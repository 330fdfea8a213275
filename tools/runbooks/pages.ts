import type { Environment } from '../../src/config/environment.js';
import { filled } from '../../src/dashboards/runbooks/placeholders.js';
import { documentedAlerts } from '../../src/documented/documented-alert.js';
import { planned } from '../../src/documented/planned.js';
import { draftsOf } from './draft.js';
import { generatedPart } from './generated-part.js';
import { INDEX_SECTIONS, indexPart } from './index-part.js';
import { renewedPage, SECTIONS, skeletonPage } from './page.js';

export const INDEX = 'README.md';

/** A page as it has to be. */
export interface Page {
  readonly file: string;
  readonly text: string;
}

/** The index and the page of every alert, their generated parts and placeholders renewed. `read` gives what a file says now. */
export function currentPages(environment: Environment, read: (file: string) => string | undefined): readonly Page[] {
  const alerts = documentedAlerts(planned(environment));
  const page = (file: string, skeleton: string, generated: string): Page => ({
    file,
    text: renewedPage(file, read(file), { skeleton, generated }),
  });
  return [
    page(INDEX, skeletonPage('Runbooks', INDEX_SECTIONS), indexPart(alerts)),
    ...alerts.map((alert) => {
      const { file, text } = page(
        `${alert.name}.md`,
        skeletonPage(alert.name, SECTIONS, draftsOf(alert, environment)),
        generatedPart(alert, environment),
      );
      return { file, text: filled(text, alert, environment) };
    }),
  ];
}
