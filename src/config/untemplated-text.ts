import { freeText, freeTextSaying } from './yaml-text.js';

const untemplated = (text: typeof freeText) =>
  text
    .min(1, 'must not be empty')
    .refine(
      (value: string) => !/\{\{|\}\}/.test(value),
      'must not contain {{ or }}, which Prometheus would run as a template',
    )
    // lib/envtemplate of VictoriaMetrics 1.154.1: every file of rules or of scrapes, wherever in it.
    .refine(
      (value: string) => !value.includes('%{'),
      'must not contain %{, after which vmalert and vmagent look for an environment variable',
    );

/** Text for labels and annotations of alerts, in which Prometheus expands templates, and VictoriaMetrics its environment. */
export const untemplatedText = untemplated(freeText);

/** The same where it says why something is as it is. */
export const reasonText = untemplated(freeTextSaying('must be the reason, as a text'));

/**
 * Text that gets into the configuration of scrapes as well, too. prometheus-config-reloader (0.85, thanos/pkg/reloader) replaces
 * `$(NAME)` wherever it stands in that file, before anything is parsed, and knows no escape.
 */
export const scrapedText = untemplatedText.refine(
  (value: string) => !/\$\(\w+\)/.test(value),
  'must not contain $(NAME), which the config reloader of the Prometheus Operator replaces with an environment variable',
);

/** The check that Grafana finds no variable of its own in a text, with what it says where it might. */
export const noVariable = [
  (value: string) => !/\$[\w{]|\[\[/.test(value),
  'must not contain $name, [[name]], or a name in braces after $, which Grafana treats as variables',
] as const;
