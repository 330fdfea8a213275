import type { Clock } from '../../clock.js';
import type { RequestRecord } from '../request.js';

const SERVICE_UNAVAILABLE = 503;

/** Answers a request that nobody can serve, at once. */
export function refuse(clock: Clock, request: RequestRecord, done: (request: RequestRecord) => void): void {
  request.finishedAt = clock.now();
  request.status = SERVICE_UNAVAILABLE;
  request.outcome = 'error';
  done(request);
}
