import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SURFACES, type SurfaceName } from '../../src/config/surfaces.js';
import { PROJECT } from '../support/commands.js';

/** docs/security.md, as it is written. */
export const securityText = readFileSync(join(PROJECT, 'docs/security.md'), 'utf8');

/** Who says a label, in the words of the table. */
export type Word = 'kubernetes' | 'pod' | 'environment' | 'exporter' | 'nobody';

const WORDS: readonly Word[] = ['kubernetes', 'pod', 'environment', 'exporter', 'nobody'];

/** Who says a label at the targets of each surface. */
export interface SecurityRow {
  readonly label: string;
  readonly surface: SurfaceName;
  readonly word: Word;
}

/** The table of labels and surfaces in docs/security.md; a row may be about several labels. Throws at a word that it does not explain. */
export function securityRows(text: string): readonly SecurityRow[] {
  const [, table = ''] = /^(\| label \|.*\n(?:\|.*\n)+)/m.exec(text) ?? [];
  const [header = [], , ...rows] = table
    .trimEnd()
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  const [, ...columns] = header;
  const surfaces = columns.map((column) => SURFACES.find((surface) => surface === column) ?? fail('surface', column));
  return rows.flatMap(([labels = '', ...cells]) =>
    [...labels.matchAll(/`([^`]+)`/g)].flatMap(([, label = '']) =>
      surfaces.map((surface, index) => {
        const cell = cells[index] ?? '';
        return { label, surface, word: WORDS.find((word) => word === cell) ?? fail('word', cell) };
      }),
    ),
  );
}

function fail(what: string, found: string): never {
  throw new Error(`docs/security.md: the table of labels must have one ${what} in each cell, got "${found}"`);
}
