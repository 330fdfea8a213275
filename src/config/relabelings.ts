import { z } from 'zod';
import { formed } from './formed-text.js';
import { readAlike } from './regex.js';
import { scrapedText } from './untemplated-text.js';
import { whenValid } from './when-valid.js';

/** What VictoriaMetrics, Azure and every supported operator know as well, and what cannot remove all labels but some. */
const ACTIONS = ['replace', 'lowercase', 'uppercase', 'keep', 'drop', 'labeldrop', 'labelmap'] as const;
const FIELDS = ['sourceLabels', 'separator', 'regex', 'targetLabel', 'replacement'] as const;
type Field = (typeof FIELDS)[number];
const CASE = { must: ['sourceLabels', 'targetLabel'], may: ['separator'] } as const;
const CHOICE = { must: ['sourceLabels', 'regex'], may: ['separator'] } as const;
/**
 * What a rule says by its action. Prometheus refuses its whole configuration for some of the rest, such as a replacement of lowercase (2.42 and
 * 3.16), and reads nothing of the others; a missing regex would mean everything there is.
 */
const FIELDS_OF: Readonly<Record<(typeof ACTIONS)[number], { must: readonly Field[]; may: readonly Field[] }>> = {
  replace: { must: ['targetLabel'], may: ['sourceLabels', 'separator', 'regex', 'replacement'] },
  lowercase: CASE,
  uppercase: CASE,
  keep: CHOICE,
  drop: CHOICE,
  labeldrop: { must: ['regex'], may: [] },
  labelmap: { must: ['regex'], may: ['replacement'] },
};
/** What Prometheus writes where a rule does not say. */
const FIRST_GROUP = '$1';

/** How many groups a regex has; where none is written Prometheus takes one that is a group of everything. */
function groupsOf(regex = '(.*)'): number {
  return (new RegExp(`${regex}|`, 'u').exec('')?.length ?? 1) - 1;
}

/** What a replacement reads as names of groups: `$1_x` is the group `1_x`, and there is none. */
function missingGroups(replacement: string, groups: number): readonly string[] {
  return [...replacement.replaceAll('$$', '').matchAll(/\$(?:(\w+)|\{(\w+)\})/g)].flatMap(([written, bare, braced]) => {
    const name = bare ?? braced ?? '';
    return /^\d+$/.test(name) && Number(name) <= groups ? [] : [written];
  });
}

/** Such a rule is one line of a configuration, and what it writes one line of a query. */
const ruleText = scrapedText.refine((text) => !/[\t\n\r]/.test(text), 'must be one line without tabs');

const labelName = formed(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'must be a label name: letters, digits and "_"');

const regexText = ruleText.refine(...readAlike);

/** A relabel rule of the Prometheus Operator. What it must not touch depends on the surface (src/scraping/passed-checks.ts). */
const relabeling = z
  .strictObject({
    action: z
      .enum(ACTIONS, {
        error: `must be one of ${ACTIONS.join(', ')}; labelkeep would remove every label by which queries read a series`,
      })
      .default('replace')
      .describe('What the rule does, as Prometheus names it.'),
    sourceLabels: z
      .array(labelName)
      .min(1, 'must name at least one label')
      .optional()
      .describe('Labels that it reads.'),
    separator: ruleText.optional().describe('What joins their values; by default a semicolon.'),
    regex: regexText
      .optional()
      .describe('What their values, or the names of labels, must match as a whole; by default anything.'),
    targetLabel: labelName.optional().describe('Label that it writes.'),
    replacement: ruleText.optional().describe('What it writes; by default the first group of the regex.'),
  })
  .superRefine(
    ({ action, ...rule }, context) => {
      const { must, may } = FIELDS_OF[action];
      const wrong = (path: Field, verb: string) =>
        context.addIssue({ code: 'custom', path: [path], message: `${verb} where action is ${action}` });
      for (const field of FIELDS) {
        const isSet = rule[field] !== undefined;
        if (must.includes(field) && !isSet) wrong(field, 'must be set');
        if (isSet && ![...must, ...may].includes(field)) wrong(field, 'must not be set');
      }
    },
    whenValid(z.looseObject({ action: z.enum(ACTIONS) })),
  )
  .superRefine(
    ({ action, regex, replacement }, context) => {
      const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
      const groups = groupsOf(regex);
      if (action === 'labelmap' && groups === 0) {
        issue('regex', `must have a group, such as (.+), which replacement takes over as ${FIRST_GROUP}`);
      }
      const [missing] = action === 'replace' ? missingGroups(replacement ?? FIRST_GROUP, groups) : [];
      if (missing === undefined) return;
      issue(
        'replacement',
        replacement === undefined
          ? `must be set where the regex has no group: by default it is ${FIRST_GROUP}, which would be empty and remove the label; labeldrop does that on purpose`
          : `must name groups of the regex by number, as \${1} where a letter, a digit or "_" follows; ${missing} is none and would be empty`,
      );
    },
    whenValid(z.looseObject({ action: z.string(), regex: regexText.optional(), replacement: z.string().optional() })),
  );

export type Relabeling = z.output<typeof relabeling>;

export const relabelings = z.array(relabeling).default([]);
