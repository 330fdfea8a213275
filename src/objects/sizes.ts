import { stringify } from 'yaml';
import { z } from 'zod';
import { isConfigMap, isPrometheusRule } from '../../imports/schemas.js';
import { memoize } from '../lib/memoize.js';

const KIB = 1_024;
/** What etcd takes in one request unless it is told otherwise (--max-request-bytes); the server's own fields come on top. */
const ETCD_REQUEST_BYTES = 1.5 * KIB * KIB;
/** What the API server lets the values of one ConfigMap hold together. */
const CONFIG_MAP_DATA_BYTES = KIB * KIB;
/** What the API server lets the annotations of one object hold together, keys and values. */
const ANNOTATION_BYTES = 256 * KIB;
/**
 * What the Prometheus Operator takes as YAML of one PrometheusRule (MaxConfigMapDataSize in its pkg/operator/rules.go, half of
 * what a Secret may hold); it passes over a larger one, with a warning in its log.
 */
const PROMETHEUS_RULE_BYTES = 0.5 * KIB * KIB;
/** Where kubectl keeps what it applied. */
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const ANNOTATED = z.object({ metadata: z.object({ annotations: z.record(z.string(), z.string()) }) });
/** Go writes each of these as six characters, five more than it is. */
const ESCAPED_BY_GO = ['<', '>', '&'];
const MORE_BYTES = 5;
/** Dashboards, and files of rules. */
const LONG = 2_000;
/** Texts of 25 kB; environments share most of theirs. */
const MOST_REMEMBERED = 500;
const QUOTES = 2;

/** What of an object is larger than a cluster takes, each with its bytes and the limit. */
export function tooLarge(object: unknown): readonly string[] {
  const measured = [
    { what: 'the object', bytes: bytesOf(object), limit: ETCD_REQUEST_BYTES, whose: 'what etcd takes in one request' },
    {
      what: 'metadata.annotations',
      bytes: annotationBytes(object),
      limit: ANNOTATION_BYTES,
      whose: 'what the API server takes',
    },
    {
      what: 'spec',
      bytes: ruleBytes(object),
      limit: PROMETHEUS_RULE_BYTES,
      whose: 'what the Prometheus Operator takes of rules',
    },
    { what: 'data', bytes: dataBytes(object), limit: CONFIG_MAP_DATA_BYTES, whose: 'what a ConfigMap may hold' },
  ];
  return measured
    .filter(({ bytes, limit }) => bytes > limit)
    .map(({ what, bytes, limit, whose }) => `${what} must not be above ${limit} bytes, ${whose}, got ${bytes}`);
}

/** Whether what kubectl, and Argo CD like it, notes of an object when it applies it would not fit into an annotation. */
export function needsServerSideApply(object: unknown): boolean {
  return Buffer.byteLength(LAST_APPLIED) + bytesOf(object) > ANNOTATION_BYTES;
}

/** Bytes of an object as JSON, as Kubernetes writes it. */
function bytesOf(object: unknown): number {
  let ofLong = 0;
  const text = JSON.stringify(object, (_, value: unknown) => {
    if (typeof value !== 'string' || value.length < LONG) return value;
    ofLong += bytesOfLong(value);
    return '';
  });
  return bytesOfJson(text) + ofLong;
}

/** What a text adds to the quotes around it; those of dashboards are asked for again and again. */
const bytesOfLong = memoize((text: string): number => bytesOfJson(JSON.stringify(text)) - QUOTES, MOST_REMEMBERED);

function bytesOfJson(text: string): number {
  // Counted, since to write them takes twice as long as all else, and a dashboard has thousands.
  const escaped = ESCAPED_BY_GO.reduce((sum, letter) => sum + occurrences(letter, text), 0);
  return Buffer.byteLength(text) + MORE_BYTES * escaped;
}

function occurrences(letter: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(letter); at !== -1; at = text.indexOf(letter, at + 1)) count += 1;
  return count;
}

function dataBytes(object: unknown): number {
  if (!isConfigMap(object)) return 0;
  return Object.values(object.data ?? {}).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
}

function annotationBytes(object: unknown): number {
  const { data } = ANNOTATED.safeParse(object);
  return Object.entries(data?.metadata.annotations ?? {}).reduce(
    (sum, pair) => sum + Buffer.byteLength(pair.join('')),
    0,
  );
}

/** As YAML, where it may come near the limit: YAML of rules is never twice as long as JSON, and takes much longer to write. */
function ruleBytes(object: unknown): number {
  if (!isPrometheusRule(object) || object.spec === undefined) return 0;
  const json = bytesOf(object.spec);
  return 2 * json < PROMETHEUS_RULE_BYTES ? json : Buffer.byteLength(stringify(object.spec));
}
