import type { FieldConfigSource } from '@grafana/data';
import type { Panel } from '../model/dashboard.js';

/** What the plugins of Grafana 13 take where a dashboard says nothing. */
const DEFAULTS: Readonly<Record<string, FieldConfigSource['defaults']>> = {
  timeseries: {
    color: { mode: 'palette-classic' },
    custom: {
      drawStyle: 'line',
      lineInterpolation: 'linear',
      lineWidth: 1,
      fillOpacity: 0,
      gradientMode: 'none',
      showPoints: 'auto',
      pointSize: 5,
      spanNulls: false,
      insertNulls: false,
      stacking: { mode: 'none', group: 'A' },
      axisPlacement: 'auto',
      axisLabel: '',
      axisColorMode: 'text',
      axisBorderShow: false,
      axisCenteredZero: false,
      scaleDistribution: { type: 'linear' },
      hideFrom: { tooltip: false, viz: false, legend: false },
      thresholdsStyle: { mode: 'off' },
      barAlignment: 0,
      barWidthFactor: 0.6,
    },
  },
  table: { color: { mode: 'thresholds' }, custom: { align: 'auto', cellOptions: { type: 'auto' }, inspect: false } },
  stat: { color: { mode: 'thresholds' } },
  gauge: { color: { mode: 'thresholds' } },
  bargauge: { color: { mode: 'thresholds' } },
};

/** How the fields of a panel look, with what its plugin takes where the panel says nothing. */
export function withPluginDefaults({ type, fieldConfig }: Pick<Panel, 'type' | 'fieldConfig'>): FieldConfigSource {
  const plugin = DEFAULTS[type] ?? {};
  // Grafana reads dashboards as loosely as they are written.
  const own: FieldConfigSource = JSON.parse(JSON.stringify(fieldConfig ?? { defaults: {}, overrides: [] }));
  return {
    defaults: { ...plugin, ...own.defaults, custom: { ...plugin.custom, ...own.defaults.custom } },
    overrides: own.overrides ?? [],
  };
}
