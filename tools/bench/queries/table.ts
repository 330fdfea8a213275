import { type Column, table } from '../markdown.js';

/** One way to ask for a signal: how many values it answers, and what it costs. */
export interface Form {
  readonly values: number;
  readonly samples: number;
  /** The most that Prometheus holds at once. */
  readonly peakSamples: number;
  readonly seconds: number;
}

/** A signal asked over a range as it is recorded, and of raw series. */
export interface Asked {
  readonly name: string;
  readonly hours: number;
  readonly recorded: Form;
  readonly raw: Form;
}

type Of = (form: Form) => number;

const MILLISECONDS = 1_000;
const samplesOf: Of = ({ samples }) => samples;
const number = true as const;

/** All signals over each range, then each signal by itself; those that have no values are only named. */
export function queriesTable(asked: readonly Asked[]): string {
  const found = asked.filter(({ recorded }) => recorded.values > 0);
  const ranges = [...new Set(found.map(({ hours }) => hours))].sort((a, b) => a - b);
  const names = [...new Set(found.map(({ name }) => name))];
  const without = [...new Set(asked.map(({ name }) => name))].filter((name) => !names.includes(name));
  const totals = ranges.map((hours) =>
    together(
      `over ${hours} h`,
      found.filter((one) => one.hours === hours),
    ),
  );
  return [
    table(TOTAL_COLUMNS, totals),
    table(
      signalColumns(ranges),
      names.map((name) => found.filter((one) => one.name === name)),
    ),
    ...(without.length === 0 ? [] : [`Without values here: ${without.join(', ')}.`]),
  ].join('\n\n');
}

const TOTAL_COLUMNS: readonly Column<Asked>[] = [
  { title: 'all signals', cell: ({ name }) => name },
  { title: 'samples, recorded', cell: ({ recorded }) => String(recorded.samples), number },
  { title: 'samples, raw', cell: ({ raw }) => String(raw.samples), number },
  { title: 'raw / recorded', cell: (one) => times(one, samplesOf), number },
  { title: 'peak samples, recorded', cell: ({ recorded }) => String(recorded.peakSamples), number },
  { title: 'peak samples, raw', cell: ({ raw }) => String(raw.peakSamples), number },
  { title: 's, recorded', cell: ({ recorded }) => recorded.seconds.toFixed(1), number },
  { title: 's, raw', cell: ({ raw }) => raw.seconds.toFixed(1), number },
];

/** A row is one signal over every range; what grows with the range is told of the longest. */
function signalColumns(ranges: readonly number[]): readonly Column<readonly Asked[]>[] {
  const over = (signal: readonly Asked[], hours: number | undefined) => signal.find((one) => one.hours === hours);
  const longest = ranges.at(-1);
  const told = (cell: (one: Asked) => string) => (signal: readonly Asked[]) => {
    const one = over(signal, longest);
    return one === undefined ? '' : cell(one);
  };
  return [
    { title: 'signal', cell: ([first]) => (first === undefined ? '' : `\`${first.name}\``) },
    { title: `samples over ${longest} h, recorded`, cell: told(({ recorded }) => String(recorded.samples)), number },
    { title: 'raw', cell: told(({ raw }) => String(raw.samples)), number },
    ...ranges.map((hours) => ({
      title: `raw / recorded, ${hours} h`,
      cell: (signal: readonly Asked[]) => {
        const one = over(signal, hours);
        return one === undefined ? '' : times(one, samplesOf);
      },
      number,
    })),
    { title: 'at the peak', cell: told((one) => times(one, ({ peakSamples }) => peakSamples)), number },
    { title: `ms over ${longest} h, recorded`, cell: told(({ recorded }) => milliseconds(recorded)), number },
    { title: 'raw', cell: told(({ raw }) => milliseconds(raw)), number },
  ];
}

/** All of them one after the other; the most that is held at once is that of the largest. */
function together(name: string, all: readonly Asked[]): Asked {
  const add = (forms: readonly Form[]): Form => {
    const sum = (of: Of) => forms.reduce((total, form) => total + of(form), 0);
    return {
      values: sum(({ values }) => values),
      samples: sum(samplesOf),
      peakSamples: Math.max(...forms.map(({ peakSamples }) => peakSamples)),
      seconds: sum(({ seconds }) => seconds),
    };
  };
  return {
    name,
    hours: all[0]?.hours ?? 0,
    recorded: add(all.map(({ recorded }) => recorded)),
    raw: add(all.map(({ raw }) => raw)),
  };
}

function times({ recorded, raw }: Asked, of: Of): string {
  return of(recorded) === 0 ? '' : (of(raw) / of(recorded)).toFixed(1);
}

function milliseconds({ seconds }: Form): string {
  return (seconds * MILLISECONDS).toFixed(1);
}
