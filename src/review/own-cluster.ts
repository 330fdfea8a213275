import type { Change, Words } from './change.js';
import type { Manifest } from './manifests.js';
import { MONITORS } from './monitor-kinds.js';
import { isRecord, textAt } from './paths.js';

/** The label by which clusters are told apart, and its value in one of them. */
export interface OwnCluster {
  readonly label: string;
  readonly value: string;
}

const ANY = '<cluster>';

/** What all monitors of an environment set alike to tell its cluster; nothing where Prometheus adds that itself. */
export function ownCluster(manifests: readonly Manifest[]): OwnCluster | undefined {
  const monitors = manifests.filter(({ kind }) => MONITORS.includes(kind)).map(({ object }) => constants(object));
  const [first = [], ...others] = monitors;
  return first.find(({ label, value }) =>
    others.every((one) => one.some((other) => other.label === label && other.value === value)),
  );
}

/** A change with a placeholder wherever it says which cluster it is: in matchers, labels and names that begin with it. */
export function anyCluster({ says, breaking, diff, ...change }: Change, own: OwnCluster): Change {
  const blank = (text: string) => blanked(text, own);
  const blankWords = (words: Words): Words =>
    words.map((piece) => (typeof piece === 'string' ? piece : { quoted: blank(piece.quoted) }));
  return {
    ...change,
    subject: blank(change.subject),
    says: says.map(blankWords),
    ...(breaking === undefined ? {} : { breaking: blankWords(breaking) }),
    ...(diff === undefined ? {} : { diff: blank(diff) }),
  };
}

/** Labels that relabeling sets whatever a target says. */
function constants(value: unknown): readonly OwnCluster[] {
  if (Array.isArray(value)) return value.flatMap(constants);
  if (!isRecord(value)) return [];
  const label = textAt(value, 'targetLabel') || textAt(value, 'target_label');
  const replacement = textAt(value, 'replacement');
  const isConstant =
    label !== '' &&
    replacement !== '' &&
    !replacement.includes('$') &&
    !('sourceLabels' in value || 'source_labels' in value);
  return [...(isConstant ? [{ label, value: replacement }] : []), ...Object.values(value).flatMap(constants)];
}

function blanked(text: string, { label, value }: OwnCluster): string {
  if (text === value) return ANY;
  return [`${label}="${value}"`, `"${label}":"${value}"`, `${label}=${value}`, `${label}: ${value}`]
    .reduce((blank, place) => blank.replaceAll(place, place.replace(value, ANY)), text)
    .replaceAll(`${value}-arks`, `${ANY}-arks`);
}
