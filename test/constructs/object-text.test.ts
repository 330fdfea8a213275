import { Yaml } from 'cdk8s';
import { expect, test } from 'vitest';
import { objectText } from '../../src/constructs/object-text.js';

const LINES = Array.from({ length: 300 }, (_, index) => ` "line ${index}": "# no comment: $& $1"`).join('\n');

const configMap = (data: object, name = 'large') => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });

test.each([
  ['that ends as a line', `{\n${LINES}\n}\n`],
  ['that ends within a line', `{\n${LINES}\n}`],
  ['that ends with empty lines', `{\n${LINES}\n}\n\n\n`],
  ['that begins with spaces', `  {\n${LINES}\n}\n`],
  ['of control characters', `\u0007${LINES}\n`],
  ['without a line', `${'x'.repeat(3_000)}\n`],
  ['that is short', '{}\n'],
])('a text %s is written as cdk8s writes it, wherever it stands', (_, text) => {
  for (const data of [
    { text },
    { 'a.json': text, 'b.json': 'short' },
    { 'a.json': text, 'b.json': `${text}${text}` },
  ]) {
    expect(objectText(configMap(data))).toBe(Yaml.stringify(configMap(data)));
  }
});

test('an object that is called as a mark for a long text keeps its name', () => {
  const object = configMap({ 'a.json': `{\n${LINES}\n}\n`, 'b.json': `[\n${LINES}\n]\n` }, 'long-text-0');
  expect(objectText(object)).toBe(Yaml.stringify(object));
});
