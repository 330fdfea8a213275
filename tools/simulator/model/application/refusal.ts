import type { Clock } from '../../clock.js';
import type { RequestRecord } from '../request.js';

const SERVICE_UNAVAILABLE = 503;

/** Answers a request that nobody can serve, at once; with 503 unless said. */
export function refuse(
  clock: Clock,
  request: RequestRecord,
  done: (request: RequestRecord) => void,
  status = SERVICE_UNAVAILABLE,
): void {
  request.finishedAt = clock.now();
  request.status = status;
  request.outcome = 'error';
  done(request);
}
