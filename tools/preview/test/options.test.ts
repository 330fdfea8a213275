import { expect, test } from 'vitest';
import { optionsOf } from '../options.js';

test('without an option the healthy fleet is drawn', () => {
  expect(optionsOf([])).toMatchObject({ data: ['healthy'], out: 'preview.tmp', pictures: true, theme: 'dark' });
});

test('a fault alone is an incident', () => {
  expect(optionsOf(['--fault', 'engine-hangs'])).toMatchObject({ data: ['incident'], faults: ['engine-hangs'] });
});

test('everything wrong is told at once', () => {
  const wrong = ['--theme', 'blue', '--prometheus', 'nowhere', '--data', 'idle', '--until', 'soon'];
  expect(optionsOf(wrong)).toEqual({
    problems: [
      '--theme must be one of dark, light, got "blue"',
      '--until must be a date such as 2026-03-01T12:00:00Z, got "soon"',
      '--prometheus must be a URL, got "nowhere"',
      '--data is for simulated fleets, so it must not stand beside --prometheus',
    ],
  });
});

test('what only means something beside --prometheus is told without it', () => {
  expect(optionsOf(['--environment', 'production'])).toEqual({
    problems: ['--environment is for --prometheus, which must be given, too'],
  });
});

test('the pictures of the documentation are those of an incident, as dashboards are opened', () => {
  expect(optionsOf(['--pictures'])).toMatchObject({ data: ['incident'], choices: false, documented: true });
  expect(optionsOf(['--no-choices'])).toMatchObject({ choices: false, documented: false });
});

test('a check is of three data sets as dashboards are opened, and cannot be drawn', () => {
  expect(optionsOf(['--check'])).toMatchObject({ check: true, data: ['healthy', 'incident', 'idle'], choices: false });
  expect(optionsOf(['--check', '--data', 'start'])).toMatchObject({ data: ['start'] });
  expect(optionsOf(['--check', '--theme', 'light'])).toEqual({
    problems: ['--theme must not stand beside --check, which draws nothing'],
  });
});

test('the pictures of the documentation cannot be of something else', () => {
  expect(optionsOf(['--pictures', '--only', 'arks-slo', '--theme', 'light'])).toEqual({
    problems: ['only', 'theme'].map(
      (name) => `--${name} must not stand beside --pictures, which are always of all dashboards in one incident`,
    ),
  });
});
