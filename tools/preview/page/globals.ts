/** Read by @grafana/ui and @grafana/data as they load; so this file comes first. */
const boot = { settings: { featureToggles: {}, buildInfo: {} }, user: {} };

Object.assign(window, {
  process: { env: { NODE_ENV: 'production' } },
  grafanaBootData: boot,
  __grafana_public_path__: '',
});
