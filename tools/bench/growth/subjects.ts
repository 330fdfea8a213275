import { stringify } from 'yaml';

/** Something that there may be many of, and the environment files that have so many. */
export interface Subject {
  readonly what: 'tenants' | 'objectives' | 'environments';
  readonly sizes: readonly number[];
  readonly files: (count: number) => Readonly<Record<string, string>>;
}

/** The longest that a namespace may be called. */
const LETTERS = 63;

export const SUBJECTS: readonly Subject[] = [
  {
    what: 'tenants',
    sizes: [1, 1_000, 5_000, 20_000],
    files: (count) => one({ tenants: { namespaces: namespaces(count) } }),
  },
  { what: 'objectives', sizes: [1, 50, 200, 500], files: (count) => one({ slos: namespaces(count).map(objective) }) },
  {
    what: 'environments',
    sizes: [1, 100, 300, 1_000],
    files: (count) =>
      Object.fromEntries(
        numbers(count).map((number) => [`cluster-${number}.yaml`, stringify({ cluster: { name: `eu-${number}` } })]),
      ),
  },
];

function one(settings: object): Readonly<Record<string, string>> {
  return { 'eu-1.yaml': stringify(settings) };
}

function namespaces(count: number): readonly string[] {
  return numbers(count).map((number) => `tenant-${number}-`.padEnd(LETTERS, 'x'));
}

/** Of one tenant, so that each is a file of rules of its own. */
function objective(namespace: string, index: number) {
  return {
    name: `first-token-${index}`,
    indicator: 'firstToken',
    thresholdSeconds: 10,
    objectivePercent: 99,
    selector: { namespace },
  };
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, number) => number);
}
