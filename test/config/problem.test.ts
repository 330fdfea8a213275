import { expect, test } from 'vitest';
import { InvalidEnvironments, problemLine } from '../../src/lib/problem.js';

test('a problem has its place first, as a compiler would write it', () => {
  expect(problemLine({ file: 'environments/a.yaml', line: 7, column: 3, message: 'x must be y, got 5' })).toBe(
    'environments/a.yaml:7:3: x must be y, got 5',
  );
  expect(problemLine({ file: '--only', message: 'must match' })).toBe('--only: must match');
});

test('a line of it holds no password and nothing that a terminal obeys, whatever the file is called', () => {
  const message = 'got "https://user:word@a.example/\u001b[31m"';
  expect(problemLine({ file: 'a\n.yaml', line: 1, message })).toBe(
    'a\\n.yaml:1:1: got "https://***@a.example/\\u001b[31m"',
  );
});

test('all of them are in the order of files, lines and columns, and at one place as they came', () => {
  const at = (file: string, line: number, column: number, message = 'x') => ({ file, line, column, message });
  const problems = [at('b', 1, 1), at('a', 10, 1), at('a', 9, 7), at('a', 9, 3, 'z'), at('a', 9, 3, 'y')];
  const { message } = new InvalidEnvironments([...problems, { file: 'a', message: 'whole' }]);
  expect(message.split('\n')).toEqual(['a: whole', 'a:9:3: z', 'a:9:3: y', 'a:9:7: x', 'a:10:1: x', 'b:1:1: x']);
});
