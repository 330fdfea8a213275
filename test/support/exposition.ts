import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '../fixtures/expositions');

/** One sample line: the series' name, its labels in their order, and the value. */
export interface Line {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** One metric of an exposition: its declared kind and the lines that belong to it. */
export interface Family {
  readonly name: string;
  readonly kind: string;
  readonly lines: readonly Line[];
}

/** The text of a recorded exposition. */
export function expositionText(file: string): string {
  return readFileSync(join(FOLDER, file), 'utf8');
}

/** The families of an exposition in the Prometheus text format, in its order. */
export function families(text: string): readonly Family[] {
  const result: { name: string; kind: string; lines: Line[] }[] = [];
  for (const line of text.split('\n')) {
    const type = /^# TYPE (\S+) (\S+)$/.exec(line);
    if (type !== null) result.push({ name: type[1] ?? '', kind: type[2] ?? '', lines: [] });
    else if (line !== '' && !line.startsWith('#')) result.at(-1)?.lines.push(sampleLine(line));
  }
  return result;
}

function sampleLine(line: string): Line {
  const match = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)$/.exec(line);
  if (match === null) throw new Error(`not a sample line: ${line}`);
  const labels = [...(match[2] ?? '').matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g)];
  return {
    name: match[1] ?? '',
    labels: Object.fromEntries(labels.map(([, name, value]) => [name, value])),
    value: Number(match[3]),
  };
}
