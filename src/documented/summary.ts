/** A word for one, and another for several, which a page has. */
const NUMBER = /\{\{ if eq \(\$value[^}]*\) "1" \}\}[^{]*\{\{ else \}\}([^{]*)\{\{ end \}\}/g;
/** A choice between two texts, neither of which holds another choice. */
const CHOICE =
  /\{\{ (?:with|if) [^}]*\}\}((?:(?!\{\{ (?:with|if|end) ).)*)\{\{ else \}\}((?:(?!\{\{ (?:with|if|else) ).)*)\{\{ end \}\}/;

/** A summary as people get it, with the names of labels where their values will be, and with each text that its template chooses from. */
export function summaryWithLabelNames(summary: string): string {
  const told = summary.replace(NUMBER, '$1').replace(CHOICE, '$1, or $2');
  if (told !== summary) return summaryWithLabelNames(told);
  return summary.replace(/\{\{ \$labels\.(\w+) \}\}/g, '<$1>').replace(/\{\{ \$value[^}]*\}\}/g, '<value>');
}
