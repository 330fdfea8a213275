import fc from 'fast-check';
import { isMisread, freeText as writable } from '../../../src/config/yaml-text.js';
import { ODD_TEXTS } from '../odd-texts.js';

/** Texts that YAML would read as something else, were they not quoted. */
const TRAPS = ['', '17', '1e3', '0x1f', '0b1', '017', 'true', 'no', 'null', '2024-01-01', '1_000', 'NaN'];
/** Words that PromQL has, and takes for labels all the same. */
const WORDS = ['by', 'on', 'offset', 'sum', 'and', 'bool', 'group_left', 'ignoring', 'start', 'atan2', 'a', '_'];
/** As long as a name of a namespace or an object, and the value of a label, may be. */
const LONGEST_LABEL = 63;
const LONGEST_SUBDOMAIN = 253;

export const partly = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }) => fc.record(model, { requiredKeys: [] });

const readable = (text: string) => !isMisread(text);
const repeated = (length: number) => 'a'.repeat(length);

export const dnsLabels = fc
  .oneof(fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/), fc.constantFrom('0', repeated(LONGEST_LABEL)))
  .filter(readable);
export const dnsSubdomains = fc
  .oneof(
    fc.array(dnsLabels, { minLength: 1, maxLength: 3 }).map((labels) => labels.join('.')),
    fc.constant(repeated(LONGEST_SUBDOMAIN)),
  )
  .filter(readable);
export const names = fc
  .oneof(fc.stringMatching(/^[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/), fc.constant(repeated(LONGEST_LABEL)))
  .filter(readable);
export const secretKeys = fc
  .oneof(fc.stringMatching(/^[A-Za-z0-9._-]{1,40}$/), fc.constant(repeated(LONGEST_SUBDOMAIN)))
  .filter(readable);
export const keys = fc
  .oneof(
    names,
    fc.tuple(dnsLabels, names).map(([prefix, name]) => `${prefix}/${name}`),
    fc.constant(
      `${Array(4)
        .fill(repeated(LONGEST_LABEL - 1))
        .join('.')}/${repeated(LONGEST_LABEL)}`,
    ),
    fc.constantFrom('toString', 'hasOwnProperty', 'valueOf', 'y', 'null', '1e3'),
  )
  .filter((key) => readable(key) && key !== 'constructor');
export const labelValues = fc.oneof(names, fc.constantFrom(...TRAPS));
export const labels = fc.dictionary(keys, labelValues, { maxKeys: 3 });

export const freeTexts = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom(...TRAPS, ...ODD_TEXTS, '{{ a }}', 'a'.repeat(9_999)),
  )
  .filter((text) => writable.safeParse(text).success);
/** Prometheus would run it as a template, and VictoriaMetrics put its environment in, and so it is refused where it gets into alerts. */
export const untemplated = freeTexts.filter((text) => text !== '' && !/\{\{|\}\}|%\{/.test(text));
/** Grafana would take it for a variable of its own. */
export const withoutVariables = untemplated.filter((text) => !/\$[\w{]|\[\[/.test(text));

/** Names of Prometheus labels that no series has: longer than any, or words of PromQL. */
export const prometheusLabels = fc
  .oneof(fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_]{9,63}$/), fc.constantFrom(...WORDS))
  .filter((name) => !/^(exported_|constructor$)/.test(name));

export const urls = fc.constantFrom(
  'https://a.example',
  'http://10.0.0.1:3000/grafana',
  'https://a.example/b/%20/c',
  `https://a.example/${'b'.repeat(2_000)}`,
);
