import { simulatedEnvironment } from '@arks-monitoring/simulator/environment.js';
import { property } from '@arks-monitoring/simulator/prometheus/answers.js';
import { createApp } from '../../../src/app/app.js';
import type { Environment } from '../../../src/config/environment.js';

/** Where Alertmanager finds the addresses of receivers, below its folder of Secrets. */
export const RECEIVERS_SECRET = 'demo-receivers';
/** Who is told of critical alerts, and who of the others. */
export const RECEIVERS = ['pager', 'tickets'] as const;

const SECONDS = '30s';
const timing = { wait: '10s', interval: '30s', repeat: '4h' };
const receiver = (name: (typeof RECEIVERS)[number]) => ({
  name,
  webhook: { url: { name: RECEIVERS_SECRET, key: name } },
});

/**
 * The simulated cluster as it is watched here: more often than usual, since somebody waits, its links leading to this server, and
 * its alerts to receivers whose addresses stand in files of that folder.
 */
export function demoEnvironment(address: string, secretsFolder: string): Environment {
  return simulatedEnvironment({
    scrape: { interval: SECONDS },
    rules: { interval: SECONDS, detailInterval: SECONDS },
    grafana: { url: address },
    alertmanager: {
      delivery: 'configMap',
      secretsFolder,
      receivers: RECEIVERS.map(receiver),
      routes: { critical: 'pager', warning: 'tickets' },
      timing: { critical: timing, warning: timing },
    },
  });
}

/** The configuration of Alertmanager as the environment's ConfigMap holds it. */
export function alertmanagerText(environment: Environment): string {
  const objects: readonly unknown[] = createApp([environment], 'dist').charts.flatMap((chart) => chart.toJson());
  const texts = objects.map((object) => property(property(object, 'data'), 'alertmanager.yaml'));
  const text = texts.find((one) => typeof one === 'string');
  if (typeof text !== 'string')
    throw new Error('the environment of the demo must write a configuration of Alertmanager');
  return text;
}
