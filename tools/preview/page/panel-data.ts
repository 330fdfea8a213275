import {
  applyFieldOverrides,
  cacheFieldDisplayNames,
  type DataFrame,
  type GrafanaTheme2,
  standardTransformersRegistry,
  transformDataFrame,
} from '@grafana/data';
import { firstValueFrom } from 'rxjs';
import type { Ask, Shown } from '../model/answer.js';
import { type Variables, worded } from '../model/interpolate.js';
import type { Placed } from '../model/layout.js';
import { NOT_HERE } from '../model/report.js';
import { requestsOf } from '../model/requests.js';
import { framesOf } from './frames.js';
import { withPluginDefaults } from './plugin-defaults.js';
import { fieldOptions } from './registries.js';

/** What one panel shows: frames after its transformations and overrides, or what went wrong. */
export interface PanelData {
  readonly frames: readonly DataFrame[];
  readonly error?: string;
}

export interface PanelDataProps {
  readonly item: Placed;
  readonly variables: Variables;
  readonly shown: Shown;
  readonly ask: Ask;
  readonly theme: GrafanaTheme2;
}

/** Asks, transforms and configures, as Grafana does between a query and its panel. */
export async function panelData({ item, variables, shown, ask, theme }: PanelDataProps): Promise<PanelData> {
  const { panel, scoped } = item;
  const requests = requestsOf(item, variables, shown);
  const tables = requests.filter(({ target }) => target.format === 'table').length;
  const answers = await Promise.all(requests.map(({ request }) => ask(request)));
  const error = answers.find((answer) => answer.error !== undefined)?.error;
  const asked = requests.flatMap((request, index) => {
    const answer = answers[index];
    return answer === undefined ? [] : framesOf(request, answer, shown, tables);
  });
  const words = (text: string) => worded(text, variables, scoped);
  const steps = (panel.transformations ?? []).filter(({ disabled }) => disabled !== true);
  // Some are in Grafana alone, and in no package.
  const unknown = steps.find(({ id }) => standardTransformersRegistry.getIfExists(id) === undefined);
  if (unknown !== undefined) return { frames: [], error: `the transformation ${unknown.id} ${NOT_HERE}` };
  const transformed = await firstValueFrom(
    transformDataFrame(
      steps.map(({ id, options }) => ({ id, options: { ...options } })),
      asked,
      { interpolate: words },
    ),
  );
  const frames = applyFieldOverrides({
    data: transformed.filter(({ length }) => length > 0),
    fieldConfig: withPluginDefaults(panel),
    fieldConfigRegistry: fieldOptions,
    replaceVariables: words,
    theme,
    timeZone: 'utc',
  });
  // A table shows the names of the queries without it.
  cacheFieldDisplayNames(frames);
  return { frames, ...(error === undefined ? {} : { error }) };
}
