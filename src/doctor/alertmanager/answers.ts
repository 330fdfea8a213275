import { z } from 'zod';
import { maskedAddress, maskedText } from '../../lib/masked.js';
import type { Unanswered } from '../examination.js';
import { ask } from '../sources/answer.js';
import { headersFrom } from '../sources/credentials.js';
import type { PrometheusClient } from '../sources/prometheus-client.js';
import type { Access } from '../where-to-look.js';
import { type Configuration, configurationOf } from './configuration.js';
import type { AlertLabels } from './routed.js';

/** An alert that fires, as Prometheus has it. */
export interface FiringAlert {
  readonly labels: AlertLabels;
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** What an Alertmanager said, and what Prometheus said of it. What was not answered is undefined. */
export interface AlertmanagerAnswers {
  /** To be shown. */
  readonly address: string;
  readonly configuration: Configuration;
  /** Alerts of ours that it knows. */
  readonly known?: readonly AlertLabels[];
  /** Alerts of ours that fire in Prometheus. */
  readonly firing?: readonly FiringAlert[];
  /** Where Prometheus sends alerts to. */
  readonly sentTo?: readonly string[];
}

const SECONDS = 30;
const MOST_BYTES = 64 * 1024 * 1024;
/** How names of our alerts begin, and of nobody else's. */
const OURS = /^Arks.+/;
const OURS_IN_THE_API = encodeURIComponent('alertname=~"Arks.+"');

const status = z.object({ config: z.object({ original: z.string() }) });
const labels = z.record(z.string(), z.string());
const alerts = z.array(z.object({ labels }));
const firing = z.object({
  alerts: z.array(z.object({ labels, state: z.string(), activeAt: z.string().default('') })),
});
const alertmanagers = z.object({ activeAlertmanagers: z.array(z.object({ url: z.string() })) });

/** What an Alertmanager says, and a Prometheus of its alerts. Throws where the first does not answer. */
export async function askAlertmanager(
  { address, ...access }: Access & { readonly address: string },
  prometheus?: PrometheusClient,
): Promise<{ readonly answers: AlertmanagerAnswers; readonly unanswered: readonly Unanswered[] }> {
  const unanswered: Unanswered[] = [];
  const base = address.replace(/\/+$/, '');
  const asking = { address: base, headers: headersFrom(access), seconds: SECONDS, mostBytes: MOST_BYTES };
  const said = await ask(asking, '/api/v2/status');
  if ('failed' in said)
    throw new Error(`${maskedAddress(address)} does not answer as Alertmanager: ${maskedText(said.failed)}`);
  const known = await ask(asking, `/api/v2/alerts?filter=${OURS_IN_THE_API}`);
  if ('failed' in known) {
    unanswered.push({ source: 'alertmanager', query: '/api/v2/alerts', reason: maskedText(known.failed) });
  }
  const found = firing.safeParse(await prometheus?.get('/alerts')).data?.alerts;
  const sentTo = alertmanagers.safeParse(await prometheus?.get('/alertmanagers')).data?.activeAlertmanagers;
  const there = 'failed' in known ? undefined : alerts.safeParse(known.data).data;
  return {
    unanswered,
    answers: {
      address: maskedAddress(address),
      configuration: configurationOf(status.parse(said.data).config.original),
      ...(there === undefined ? {} : { known: there.map((one) => one.labels) }),
      ...(found === undefined
        ? {}
        : {
            firing: found
              .filter((one) => one.state === 'firing' && OURS.test(one.labels['alertname'] ?? ''))
              .map((one) => ({ labels: one.labels, since: Date.parse(one.activeAt) })),
          }),
      ...(sentTo === undefined ? {} : { sentTo: sentTo.map(({ url }) => maskedAddress(url)) }),
    },
  };
}
