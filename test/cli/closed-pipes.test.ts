import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { allowClosedPipes } from '../../src/cli/closed-pipes.js';

test('a pipe that nobody reads ends nothing, and any other error of it is one', () => {
  const output = new PassThrough();
  allowClosedPipes([output]);
  expect(() => output.emit('error', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))).not.toThrow();
  const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  expect(() => output.emit('error', full)).toThrow('no space left');
});
