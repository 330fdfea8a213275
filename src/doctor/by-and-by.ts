import type { Component } from '../metrics/components.js';

/** Exporters that show a series only once there is something to count in it. */
const EVERY_SERIES: readonly Component[] = ['sglangRouter', 'dynamo', 'envoy'];
/** Those of the platform, which start without the resources, users and requests that they tell of. */
const OF_RESOURCES: readonly Component[] = ['customResources', 'tokenLimits', 'gateway', 'operator'];

/**
 * Whether nothing can be told to be missing from what an exporter shows, since it may come yet: of its page, whose samples say what it has
 * served; or of the names alone that Prometheus knows of it, which do not.
 */
export function mayComeYet(component: Component, seen: 'page' | 'names'): boolean {
  return EVERY_SERIES.includes(component) || (seen === 'names' && OF_RESOURCES.includes(component));
}
