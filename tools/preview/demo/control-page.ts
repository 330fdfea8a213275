import { createHash } from 'node:crypto';
import type { Notification } from './notifications.js';
import type { FaultState } from './offered.js';

/** An alert that Prometheus holds. */
export interface ActiveAlert {
  readonly state: string;
  readonly activeAt: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

export interface ControlPageProps {
  /** Of this server, as a URL: links lead to it alone. */
  readonly address: string;
  /** Titles of dashboards by their uid. */
  readonly dashboards: ReadonlyMap<string, string>;
  readonly faults: readonly FaultState[];
  readonly alerts: readonly ActiveAlert[];
  readonly told: readonly Notification[];
  /** Addresses of the programs behind it, by name. */
  readonly programs: Readonly<Record<string, string>>;
}

/** Said while Alertmanager has sent nothing. */
export const NOBODY_TOLD = 'Nobody has been told anything.';

const STYLE = `body{font:14px/1.5 system-ui,sans-serif;margin:0 auto;max-width:1200px;padding:16px;background:#111217;color:#ccccdc}
a{color:#6e9fff}h1{font-size:20px}h2{font-size:16px;margin-top:24px}table{border-collapse:collapse;width:100%}
td,th{text-align:left;padding:4px 8px;border-bottom:1px solid #2d2e34;vertical-align:top}button{font:inherit}
.critical{color:#ff7383;font-weight:600}.warning{color:#fbad37}.pending{color:#8e8e99}nav a{margin-right:16px}form{display:inline}`;

/** What a page of ours may do: post to this server, and nothing else. */
export const CONTROL_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

/** The page that one starts from: what fires, who was told, what can be broken and mended. Every text of others is escaped. */
export function controlPage({ address, dashboards, faults, alerts, told, programs }: ControlPageProps): string {
  const links = [...dashboards].map(([uid, title]) => `<a href="/d/${escaped(uid)}">${escaped(title)}</a>`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Arks Monitoring demo</title>
<style>${STYLE}</style>
<h1>Arks Monitoring demo</h1>
<nav>${links.join('')}</nav>
<h2>Alerts</h2>
${table(
  ['State', 'Since', 'Severity', 'Alert', 'Summary', 'Links'],
  [...alerts].sort(worstFirst).map((alert) => alertRow(alert, address)),
  'No alert is active.',
)}
<h2>Notifications from Alertmanager</h2>
${table(
  ['Time', 'Receiver', 'Status', 'Alert', 'Summary', 'Links'],
  told.map((one) => toldRow(one, address)),
  NOBODY_TOLD,
)}
<h2>Faults</h2>
${table(['Fault', 'What happens', 'Must raise', 'State', ''], faults.map(faultRow), 'There are none.')}
<h2>Behind it</h2>
<p>${Object.entries(programs)
    .map(([name, url]) => `${escaped(name)}: <a href="${escaped(url)}">${escaped(url)}</a>`)
    .join(' · ')}</p>
<p>From a terminal: <code>curl -X POST ${escaped(address)}/faults/gateway-5xx/begin</code></p>
</html>
`;
}

function alertRow({ state, activeAt, labels, annotations }: ActiveAlert, address: string): string {
  const { severity = '', alertname = '' } = labels;
  const firing = state === 'firing' ? escaped(severity) : 'pending';
  return row([
    `<span class="${firing}">${escaped(state)}</span>`,
    clockTime(Date.parse(activeAt) / 1_000),
    escaped(severity),
    escaped(alertname),
    escaped(annotations['summary'] ?? ''),
    linksOf(annotations, address),
  ]);
}

function toldRow({ at, receiver, status, labels, annotations }: Notification, address: string): string {
  return row([
    clockTime(at),
    escaped(receiver),
    escaped(status),
    escaped(labels['alertname'] ?? ''),
    escaped(annotations['summary'] ?? ''),
    linksOf(annotations, address),
  ]);
}

function faultRow({ fault, begun, mended }: FaultState): string {
  const { name, title, raises, ends } = fault;
  const lasts = begun !== undefined && mended === undefined;
  const state =
    begun === undefined ? '' : mended === undefined ? `since ${clockTime(begun)}` : `mended ${clockTime(mended)}`;
  const must = raises.map(({ alert, withinMinutes }) => `${escaped(alert)} within ${withinMinutes} min`);
  return row([
    escaped(name),
    escaped(title),
    must.join('<br>'),
    state,
    lasts ? (ends === undefined ? '' : button(name, 'mend')) : button(name, 'begin'),
  ]);
}

function button(name: string, action: 'begin' | 'mend'): string {
  return `<form method="post" action="/faults/${escaped(name)}/${action}"><button>${action}</button></form>`;
}

/** Runbook and dashboard of an alert, where they are served here. */
function linksOf(annotations: Readonly<Record<string, string>>, address: string): string {
  const links = { dashboard: annotations['dashboard_url'], runbook: annotations['runbook_url'] };
  return Object.entries(links)
    .flatMap(([word, url]) =>
      url?.startsWith(`${address}/d/`) === true ? [`<a href="${escaped(url)}">${word}</a>`] : [],
    )
    .join(' ');
}

/** Firing before pending, critical before the others, the oldest first. */
function worstFirst(one: ActiveAlert, other: ActiveAlert): number {
  const rank = ({ state, labels }: ActiveAlert) =>
    (state === 'firing' ? 0 : 2) + (labels['severity'] === 'critical' ? 0 : 1);
  return rank(one) - rank(other) || Date.parse(one.activeAt) - Date.parse(other.activeAt);
}

function table(heads: readonly string[], rows: readonly string[], nothing: string): string {
  if (rows.length === 0) return `<p>${nothing}</p>`;
  return `<table><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr>\n${rows.join('\n')}</table>`;
}

function row(cells: readonly string[]): string {
  return `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;
}

/** Hours, minutes and seconds in UTC, which is what the dashboards show. */
function clockTime(seconds: number): string {
  return `${new Date(seconds * 1_000).toISOString().slice(11, 19)} UTC`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
