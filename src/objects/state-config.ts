import { Document, isScalar, visit } from 'yaml';
import {
  familyName,
  type Reading,
  type ResourceMetric,
  type ResourceState,
} from '../metrics/custom-resources/reading.js';

const GROUP = 'arks.ai';
const VERSION = 'v1';
/** A field that an object does not have yet is no error; kube-state-metrics logs it from this verbosity on. */
const QUIET = 5;

/** The custom-resource-state configuration of kube-state-metrics that publishes these resources, as YAML text. */
export function stateConfig(resources: readonly ResourceState[]): string {
  const document = new Document(
    { kind: 'CustomResourceStateMetrics', spec: { resources: resources.map(resourceConfig) } },
    { aliasDuplicateObjects: false },
  );
  visit(document, {
    // A path reads best on one line.
    Seq: (_, list) => {
      list.flow = list.items.every((item) => isScalar(item));
    },
  });
  return document.toString({ flowCollectionPadding: false, lineWidth: 0 });
}

function resourceConfig({ kind, labelsFromPath, metrics }: ResourceState) {
  return {
    groupVersionKind: { group: GROUP, version: VERSION, kind },
    // Empty: the names below are the whole names.
    metricNamePrefix: '',
    errorLogV: QUIET,
    labelsFromPath,
    metrics: metrics.map(metricConfig),
  };
}

function metricConfig(family: ResourceMetric) {
  const { metric, reading, labelsFromPath, constant } = family;
  return {
    name: familyName(family),
    help: metric.help,
    ...(constant === undefined ? {} : { commonLabels: constant }),
    each: eachConfig(reading, labelsFromPath),
  };
}

function eachConfig(reading: Reading, labelsFromPath: ResourceMetric['labelsFromPath']) {
  const labels = labelsFromPath === undefined ? {} : { labelsFromPath };
  switch (reading.type) {
    case 'Gauge':
      return {
        type: reading.type,
        gauge: {
          path: reading.path,
          ...labels,
          ...(reading.labelFromKey === undefined ? {} : { labelFromKey: reading.labelFromKey }),
          ...(reading.valueFrom === undefined ? {} : { valueFrom: reading.valueFrom }),
          nilIsZero: reading.absentIsZero === true,
        },
      };
    case 'StateSet':
      return {
        type: reading.type,
        stateSet: { path: reading.path, ...labels, labelName: reading.labelName, list: reading.list },
      };
    case 'Info':
      return { type: reading.type, info: { ...(reading.path === undefined ? {} : { path: reading.path }), ...labels } };
  }
}
