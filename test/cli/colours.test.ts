import { expect, test } from 'vitest';
import { coloursOf, hasColours } from '../../src/cli/colours.js';

test('colours are for a terminal that knows them, and for nobody who refuses them', () => {
  expect(hasColours({ isTTY: true }, { TERM: 'xterm' })).toBe(true);
  expect(hasColours({ isTTY: true }, { TERM: 'xterm', NO_COLOR: '' })).toBe(true);
  expect(hasColours({ isTTY: true }, { TERM: 'xterm', NO_COLOR: '0' })).toBe(false);
  expect(hasColours({ isTTY: true }, { TERM: 'dumb' })).toBe(false);
  expect(hasColours({ isTTY: false }, { TERM: 'xterm' })).toBe(false);
  expect(hasColours({}, { TERM: 'xterm', FORCE_COLOR: '1' })).toBe(false);
});

test('text without colours is as it was', () => {
  expect(coloursOf({}, {}).heading('a')).toBe('a');
  expect(coloursOf({ isTTY: true }, {}).heading('a')).toBe('\u001b[1ma\u001b[22m');
});
