/** So many alerts of a group are told one by one; a message that scrolls is read by nobody. */
const MOST_TOLD = 10;

/** Annotations that lead somewhere, by the words that a message has for them. */
const LINKS = { runbook_url: 'Runbook', dashboard_url: 'Dashboard', logs_url: 'Logs', traces_url: 'Traces' } as const;

/**
 * What a summary says comes from labels, whose values tenants choose: as Slack reads it, it is text and no link or mention.
 * https://docs.slack.dev/messaging/formatting-message-text
 */
const ESCAPED =
  'reReplaceAll `\\s+` " " | reReplaceAll "&" "&amp;" | reReplaceAll "<" "&lt;" | reReplaceAll ">" "&gt;"';

/** Of a Grafana whose address nobody has said an alert has a path only, which leads nowhere from a message. */
const links = Object.entries(LINKS).map(
  ([annotation, words]) =>
    `{{ with .Annotations.${annotation} }}{{ if match "^https?://" . }} <{{ . }}|${words}>{{ end }}{{ end }}`,
);

/**
 * The text of a message in Slack, a Go template of Alertmanager (0.25 and later): the summary of each alert and below it links to its
 * runbook, dashboard, logs and traces. Alertmanager's own has a title alone.
 */
export const SLACK_TEXT = [
  `{{ range $index, $alert := .Alerts }}{{ if lt $index ${MOST_TOLD} }}`,
  '{{ if eq .Status "resolved" }}Resolved: {{ end }}',
  `{{ .Annotations.summary | ${ESCAPED} }}\n`,
  ...links,
  '\n{{ end }}{{ end }}',
  `{{ if gt (len .Alerts) ${MOST_TOLD} }}{{ len .Alerts }} alerts, of which the first ${MOST_TOLD} are shown{{ end }}`,
].join('');
