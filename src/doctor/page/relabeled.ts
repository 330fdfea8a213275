import type { RelabelRule } from '../../scraping/relabeling.js';

type Labels = Readonly<Record<string, string>>;

/**
 * What rules make of a series, its name among the labels as `__name__`; undefined where they drop it. A label with an empty value is one
 * that is not there. Throws for a regex that JavaScript does not know.
 */
export function relabeled(labels: Labels, rules: readonly RelabelRule[]): Labels | undefined {
  const result = new Map(Object.entries(labels).filter(([, value]) => value !== ''));
  return rules.every((rule) => goesOn(rule, result)) ? Object.fromEntries(result) : undefined;
}

const compiled = new Map<string, RegExp>();

function anchored(regex: string): RegExp {
  const known = compiled.get(regex) ?? new RegExp(`^(?:${regex})$`, 's');
  compiled.set(regex, known);
  return known;
}

/** Applies a rule in place; false where it drops the series. */
function goesOn(
  { action, sourceLabels = [], separator = ';', regex = '(.*)', targetLabel = '', replacement = '$1' }: RelabelRule,
  labels: Map<string, string>,
): boolean {
  const source = sourceLabels.map((name) => labels.get(name) ?? '').join(separator);
  const set = (name: string, value: string) => (value === '' ? labels.delete(name) : labels.set(name, value));
  switch (action) {
    case 'keep':
      return anchored(regex).test(source);
    case 'drop':
      return !anchored(regex).test(source);
    case 'keepequal':
      return source === (labels.get(targetLabel) ?? '');
    case 'lowercase':
      set(targetLabel, source.toLowerCase());
      return true;
    case 'uppercase':
      set(targetLabel, source.toUpperCase());
      return true;
    case 'labeldrop':
      for (const name of [...labels.keys()].filter((one) => anchored(regex).test(one))) labels.delete(name);
      return true;
    case 'labelmap':
      for (const [name, value] of [...labels]) {
        const match = anchored(regex).exec(name);
        if (match !== null) set(expanded(replacement, match), value);
      }
      return true;
    case 'replace': {
      const match = anchored(regex).exec(source);
      if (match !== null) set(expanded(targetLabel, match), expanded(replacement, match));
      return true;
    }
  }
}

/** Go's Expand: the longest name after a dollar, `$$` for a dollar, nothing for a group that does not exist. */
function expanded(template: string, match: RegExpExecArray): string {
  return template.replace(/\$(?:(\$)|(\w+)|\{(\w+)\})/g, (_, dollar?: string, bare?: string, braced?: string) =>
    dollar === undefined ? (match[Number(bare ?? braced)] ?? '') : dollar,
  );
}
