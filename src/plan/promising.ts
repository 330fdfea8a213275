import type { Environment } from '../config/environment.js';
import type { OwnRecord } from '../signals/vocabulary/own-record.js';

/** The environment that objectives are promised in, and records of a program that they may count. */
export interface Promising {
  readonly environment: Environment;
  readonly records?: readonly Pick<OwnRecord, 'record' | 'labels'>[];
}
