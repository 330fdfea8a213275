/** What Kubernetes takes as the data of one ConfigMap. */
const MOST_BYTES = 1_048_576;

/** Forms of a dashboard that Grafana writes and does not take from a file, each with what to do. */
const FORMS: readonly { readonly is: (dashboard: object) => boolean; readonly sentence: string }[] = [
  {
    is: (it) => has(it, 'elements') || has(at(it, 'spec'), 'elements') || has(at(it, 'spec'), 'layout'),
    sentence: 'it is of the v2 schema (elements and a layout); export it as classic JSON',
  },
  {
    is: (it) => has(at(it, 'spec'), 'panels'),
    sentence: 'it is a resource; the file must hold what stands under "spec", with the uid that is its name',
  },
  {
    is: (it) => has(at(it, 'dashboard'), 'panels'),
    sentence: 'it is an answer of the API; the file must hold what stands under "dashboard"',
  },
  {
    is: (it) => has(it, 'rows') && !has(it, 'panels'),
    sentence: 'it has rows instead of panels, as before Grafana 5; save it in a newer Grafana and export it again',
  },
];

/** Why a dashboard cannot be read as classic JSON; nothing where it has that form. */
export function otherForm(dashboard: unknown): string | undefined {
  return typeof dashboard === 'object' && dashboard !== null
    ? FORMS.find(({ is }) => is(dashboard))?.sentence
    : undefined;
}

/** What of an export a Grafana that reads it from a file cannot fill in or store, a sentence each. */
export function exportProblems(dashboard: unknown, json: string): readonly string[] {
  const inputs = list(at(dashboard, '__inputs')).map((input) => `\${${String(at(input, 'name'))}}`);
  const panels = list(at(dashboard, 'panels')).flatMap((panel) => [panel, ...list(at(panel, 'panels'))]);
  const linked = panels
    .filter((panel) => has(panel, 'libraryPanel'))
    .map((panel) => `"${String(at(at(panel, 'libraryPanel'), 'name'))}"`);
  const bytes = Buffer.byteLength(json);
  return [
    ...(inputs.length === 0
      ? []
      : [
          `__inputs must not be there, since nobody fills them in: export without sharing it externally, and ask \${datasource} instead of ${inputs.join(', ')}`,
        ]),
    ...(linked.length === 0
      ? []
      : [`panels must not be of a library, which another Grafana does not have: unlink ${linked.join(', ')}`]),
    ...(bytes <= MOST_BYTES
      ? []
      : [`it must be at most ${MOST_BYTES} bytes, which is what Kubernetes stores as one object, got ${bytes}`]),
  ];
}

function has(value: unknown, key: string): boolean {
  return at(value, key) !== undefined;
}

function at(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null
    ? Object.entries(value).find(([name]) => name === key)?.[1]
    : undefined;
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
