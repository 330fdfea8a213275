import { simulatedEnvironment } from '@arks-monitoring/simulator/environment.js';
import { startScenario } from '@arks-monitoring/simulator/scenarios/scenario.js';
import { describe, expect, test } from 'vitest';
import { DEFAULT_FAULTS } from '../data/data-sets.js';
import { alertmanagerText, demoEnvironment } from '../demo/environment.js';
import { faultSwitches, offered } from '../demo/offered.js';
import { demoOptions } from '../demo/options.js';
import { demoScenario, faultMinute } from '../demo/scenario.js';

test('options say what is wrong with them, all at once', () => {
  expect(demoOptions(['--fault', 'nothing', '--port', '0', '--minutes', 'x'])).toEqual({
    problems: [
      expect.stringMatching(/^--fault: a fault must be one of .*, engine-hangs, .*, got "nothing"$/),
      '--port must be a whole number from 1 to 65535, got "0"',
      '--minutes must be a whole number from 5 to 360, got "x"',
    ],
  });
  expect(demoOptions([])).toEqual({ faults: [], port: undefined, minutes: 60, picture: false });
});

test('the picture of the documentation is of the incident that the pictures of the dashboards show', () => {
  expect(demoOptions(['--picture'])).toMatchObject({ faults: DEFAULT_FAULTS, picture: true });
});

test('a fault of the past begins half an hour before its end, or half way, and nobody mends it', () => {
  expect([faultMinute({ minutes: 60 }), faultMinute({ minutes: 20 })]).toEqual([30, 10]);
  const { minutes, events } = demoScenario({ faults: ['gateway-5xx'], minutes: 60 });
  expect([minutes, events.map(({ minute }) => minute)]).toEqual([60, [30]]);
});

test('critical alerts go to the pager and others to tickets, and links lead to the demo', () => {
  const environment = demoEnvironment('http://127.0.0.1:1', '/secrets');
  const text = alertmanagerText(environment);
  expect(text).toContain('url_file: /secrets/demo-receivers/pager');
  expect(text).toContain('url_file: /secrets/demo-receivers/tickets');
  expect(environment.grafana.url).toBe('http://127.0.0.1:1');
});

describe('a running fleet', () => {
  const environment = simulatedEnvironment();
  const switches = () => {
    const fleet = startScenario(demoScenario({ faults: [], minutes: 60 }), environment);
    fleet.clock.runUntil(60);
    return faultSwitches(fleet, new Map(), () => 7);
  };
  const mendable = offered.filter(({ ends }) => ends !== undefined).map(({ name }) => name);
  const stateOf = ({ states }: ReturnType<typeof switches>, name: string) =>
    states().find(({ fault }) => fault.name === name);

  test.each(mendable)('%s can be begun and mended, each once', (name) => {
    const all = switches();
    expect(all.mend(name)).toBe(`${name} does not last`);
    expect(all.begin(name)).toBeUndefined();
    expect(stateOf(all, name)).toMatchObject({ begun: 7, mended: undefined });
    expect(all.begin(name)).toBe(`${name} lasts already`);
    expect(all.mend(name)).toBeUndefined();
    expect(stateOf(all, name)).toMatchObject({ begun: 7, mended: 7 });
  });

  test('a fault that there is not is answered with those that there are', () => {
    expect(switches().begin('nothing')).toMatch(/^a fault must be one of .*, engine-hangs, .*, got "nothing"$/);
  });

  test('there is something to be mended', () => expect(mendable.length).toBeGreaterThan(5));
});
