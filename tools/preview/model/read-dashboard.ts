import type { Dashboard, Panel } from './dashboard.js';

const PLACE = { x: 0, y: 0, w: 12, h: 8 } as const;

/** A dashboard of whoever wrote it: what classic JSON may leave out is there, as Grafana fills it in. Throws where it is no JSON. */
export function readDashboard(text: string): Dashboard {
  const raw: Partial<Omit<Dashboard, 'templating' | 'annotations'>> & {
    readonly templating?: Partial<Dashboard['templating']>;
    readonly annotations?: Partial<Dashboard['annotations']>;
  } = JSON.parse(text);
  return {
    uid: raw.uid ?? '',
    title: raw.title ?? '',
    panels: (raw.panels ?? []).map(readPanel),
    templating: { list: raw.templating?.list ?? [] },
    annotations: { list: raw.annotations?.list ?? [] },
    links: raw.links ?? [],
    time: raw.time ?? { from: 'now-6h', to: 'now' },
  };
}

function readPanel(raw: Partial<Panel>, index: number): Panel {
  const { type = 'text', id = index + 1, gridPos = PLACE, panels, fieldConfig, ...rest } = raw;
  return {
    ...rest,
    id,
    type,
    gridPos,
    fieldConfig: {
      ...fieldConfig,
      defaults: fieldConfig?.defaults ?? {},
      overrides: fieldConfig?.overrides ?? [],
    },
    ...(panels === undefined ? {} : { panels: panels.map(readPanel) }),
  };
}
