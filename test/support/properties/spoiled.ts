import fc from 'fast-check';
import { expect } from 'vitest';
import { stringify } from 'yaml';
import { readEnvironment } from '../../../src/files/load.js';
import { pathText } from '../../../src/lib/path-text.js';
import { knownNames } from '../../../src/rules/known-names.js';
import { settings } from '../settings-arbitrary.js';
import { mutations } from '../settings-mutation.js';

/** Draws so many environments with one thing wrong: each must be rejected with the path of that thing and its place in the file. */
export function expectSpoiledTold(numRuns: number, seed: number): void {
  fc.assert(
    fc.property(
      settings.chain((some) => fc.constantFrom(...mutations(some))),
      ({ path, mutated }) => {
        const text = stringify(mutated);
        const result = readEnvironment('environments/cluster-a.yaml', text, knownNames);
        const problems = 'problems' in result ? result.problems : [];
        // What may be a text or a mapping is told where it is wrong, which may be within; an order is that of the list.
        const places = [
          `${pathText(path)} `,
          `${pathText(path)}.`,
          `${pathText(path.slice(0, -1))} must be in ascending order`,
        ];
        const told = problems.flatMap(({ message }) => places.map((at) => message.includes(at)));
        expect(told, `${pathText(path)} in ${problems.map(({ message }) => message).join('\n')}`).toContain(true);
        const lines = text.split('\n').length;
        for (const { file, line = 0 } of problems) {
          expect(file).toBe('environments/cluster-a.yaml');
          expect(line >= 1 && line <= lines).toBe(true);
        }
      },
    ),
    { numRuns, seed },
  );
}
