import type {
  AlertExplanation,
  Explanation,
  Limit,
  Measurement,
  MetricExplanation,
  PanelExplanation,
  PanelPlace,
  RecordExplanation,
  SettingExplanation,
} from './explanation.js';

/** How words are set off from others. */
interface Setting {
  readonly heading: (text: string) => string;
  readonly name: (text: string) => string;
  readonly faint: (text: string) => string;
}

/** A title with the lines below it; without lines it is left out. */
type Part = readonly [title: string, lines: readonly string[]];

/** An explanation as people read it: what it is, and then each part under its title. */
export function explanationText(explanation: Explanation, setting: Setting): string {
  const parts = partsOf(explanation).filter(([, lines]) => lines.length > 0);
  return [
    `${setting.name(explanation.name)} ${setting.faint(`(${explanation.kind})`)}`,
    ...(explanation.says === '' ? [] : [`  ${explanation.says}`]),
    ...parts.flatMap(([title, lines]) => ['', setting.heading(title), ...lines.map(indented)]),
  ].join('\n');
}

function partsOf(explanation: Explanation): readonly Part[] {
  switch (explanation.kind) {
    case 'alert':
      return alertParts(explanation);
    case 'record':
      return recordParts(explanation);
    case 'panel':
      return panelParts(explanation);
    case 'metric':
      return metricParts(explanation);
    case 'setting':
      return settingParts(explanation);
  }
}

function alertParts(alert: AlertExplanation): readonly Part[] {
  return [
    ['Switched off here', optional(alert.off)],
    ['What to know', [alert.description]],
    ['Runbook', optional(alert.runbook)],
    ['When it fires', alert.rules.flatMap((rule) => [toldAs(rule), indented(rule.expression)])],
    ['Limits', alert.limits.flatMap(limitLines)],
    ['Follows the limits of', alert.limitsOf],
    ['Limits of their own, in alerts.overrides, by', alert.overriddenBy],
    ['What it watches', alert.measurements.flatMap(measurementLines)],
    ['From the records', alert.records],
    ['From the metrics', alert.metrics],
    ['Labels', commaSeparated(alert.labels)],
    ['Where it is drawn', [`dashboard ${alert.dashboard}`, ...alert.panels.map(panelLine)]],
  ];
}

function recordParts(record: RecordExplanation): readonly Part[] {
  return [
    ['Unit', [record.unit]],
    ['Labels', commaSeparated(record.labels)],
    ['How it is recorded', record.rules.flatMap(({ labels, expression }) => [...labelLines(labels), expression])],
    ['From the records', record.records],
    ['From the metrics', record.metrics],
    ['Alerts that read it', record.alerts],
    ['Panels that read it', record.panels.map(panelLine)],
  ];
}

function panelParts(panel: PanelExplanation): readonly Part[] {
  return [
    ['Where it is', [`dashboard ${panel.dashboard}, row ${panel.row}`]],
    ['What to know', optional(panel.note)],
    ['What it shows', panel.measurements.flatMap(measurementLines)],
    ['Without data', optional(panel.withoutData)],
    ['From the records', panel.records],
    ['From the metrics', panel.metrics],
    ['Draws the limit of', optional(panel.limitOf)],
    ['Limits', panel.limits.flatMap(limitLines)],
    ['Helps to explain', optional(panel.explains)],
    ['Runbook', panel.runbooks],
  ];
}

function metricParts(metric: MetricExplanation): readonly Part[] {
  return [
    ['Kept', [metric.kept ? 'yes, since something reads it' : 'no; scrape.keep keeps it']],
    ...metric.shown.map((one): Part => [`Shown by ${one.exporter}`, shownLines(one)]),
    ['Records made of it', metric.records],
    ['Alerts that read it', metric.alerts],
    ['Panels that read it', metric.panels.map(panelLine)],
  ];
}

function settingParts(setting: SettingExplanation): readonly Part[] {
  return [
    ['Type', [setting.unit === '' ? setting.type : `${setting.type}, ${setting.unit}`]],
    ['Default', optional(setting.default)],
    ['Allowed', setting.allowed],
    ['Alerts that it decides about', setting.alerts],
    ['Settings in it', setting.holds],
  ];
}

function shownLines(shown: MetricExplanation['shown'][number]): readonly string[] {
  return [
    shown.says,
    `${shown.kind}, ${shown.unit}`,
    `generations: ${shown.generations.join(', ')}`,
    ...(shown.labels.length === 0 ? [] : [`labels: ${shown.labels.join(', ')}`]),
    ...(shown.since === undefined ? [] : [`since: ${shown.since}`]),
    ...(shown.gone.length === 0 ? [] : [`gone: ${shown.gone.join('; ')}`]),
    `source: ${shown.source}`,
  ];
}

function toldAs({ severity, for: held, keepsFiringFor }: AlertExplanation['rules'][number]): string {
  const kept = keepsFiringFor === undefined ? '' : `, and goes on for ${keepsFiringFor} after that`;
  return `${severity}, when this holds for ${held}${kept}:`;
}

function limitLines({ setting, value, reason }: Limit): readonly string[] {
  return [`${setting}: ${value}`, indented(reason)];
}

function measurementLines({ title, unit, says, query }: Measurement): readonly string[] {
  return [`${title} (${unit}): ${says}`, indented(query)];
}

function labelLines(labels: Readonly<Record<string, string>>): readonly string[] {
  const set = Object.entries(labels).map(([label, value]) => `${label}="${value}"`);
  return set.length === 0 ? [] : [`with ${set.join(', ')}:`];
}

function panelLine({ name, row }: PanelPlace): string {
  return `${name}, in the row ${row}`;
}

function optional(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : [text];
}

function commaSeparated(names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [names.join(', ')];
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, '  ');
}
