import { afterAll, beforeEach } from 'vitest';
import { type Reality, tell } from '../../tools/real/reality.js';

/** Tells what a program showed when the tests of a file are over, unless one of them found it wrong. */
export function tellAfterwards(reality: Omit<Reality, 'date'>): void {
  let held = true;
  beforeEach(({ onTestFailed }) => {
    onTestFailed(() => {
      held = false;
    });
  });
  afterAll(() => {
    if (held) tell(reality);
  });
}
