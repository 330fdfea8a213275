import type { DataQueryKind } from '@grafana/grafana-foundation-sdk/dashboardv2';
import { DATASOURCE } from '../../variables.js';

/** A query of the data source that is chosen. */
export function queryOf(spec: object): DataQueryKind {
  return { kind: 'DataQuery', group: DATASOURCE.type, version: 'v0', datasource: { name: DATASOURCE.uid }, spec };
}
