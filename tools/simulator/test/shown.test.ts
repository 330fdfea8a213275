import { expect, test } from 'vitest';
import type { Component } from '../../../src/metrics/components.js';
import { keptMetrics } from '../../../src/signals/kept-metrics.js';
import { startClock } from '../clock.js';
import { envoyExporter } from '../exporters/envoy.js';
import { operatorExporter } from '../exporters/operator.js';
import { pluginExporter } from '../exporters/plugin.js';
import type { MetricStore } from '../exposition/instruments.js';
import { healthyOperator } from '../model/operator-state.js';
import { ask, playedGateway, USER1 } from './gateway-play.js';
import { readableStore } from './readable-store.js';

/** What signals read of an exporter that has the metric and never shows it here. */
function missing(component: Component, store: MetricStore): readonly string[] {
  const shown = new Set(store.samples().map(({ name }) => name.replace(/_(bucket|sum|count)$/, '')));
  return keptMetrics([component], [])
    .filter(({ emitted }) => emitted !== false)
    .map(({ name }) => name)
    .filter((name) => !shown.has(name));
}

test('the plugin shows everything that signals read, once each kind of thing happened', () => {
  const { gateway, clock, pluginStore } = playedGateway({
    tokens: [{ ...USER1, qos: [{ model: 'qwen-7b', rateLimits: [{ type: 'rpm', value: 1 }] }] }],
  });
  gateway.send(ask());
  gateway.send(ask());
  clock.runUntil(10);
  expect(missing('gateway', pluginStore)).toEqual([]);
});

test('Envoy shows everything that signals read, once it had a request', () => {
  const { gateway, clock, envoyStore } = playedGateway();
  gateway.send(ask());
  clock.runUntil(10);
  gateway.refresh();
  expect(missing('envoy', envoyStore)).toEqual([]);
});

test('the operator shows everything that signals read from its start', () => {
  const store = readableStore('operator');
  operatorExporter({ store, clock: startClock(), operator: healthyOperator() }).refresh();
  expect(missing('operator', store)).toEqual([]);
});

test('a process that started later says so', () => {
  const clock = startClock();
  clock.runUntil(700);
  const plugin = readableStore('gateway');
  pluginExporter({ store: plugin, clock, epochSeconds: 1_000_000 }).refresh();
  expect(plugin.value('process_start_time_seconds')).toBe(1_000_700);
  const envoy = readableStore('envoy');
  const { refresh } = envoyExporter({ store: envoy, clock });
  clock.runUntil(713);
  refresh();
  expect(envoy.value('envoy_server_uptime')).toBe(13);
});
