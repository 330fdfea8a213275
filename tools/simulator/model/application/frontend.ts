import type { Clock } from '../../clock.js';
import type { FrontendEnd, FrontendObserver } from '../frontend-events.js';
import type { RequestRecord } from '../request.js';
import type { Engines } from './engines.js';
import { refuse } from './refusal.js';

/** After which a frontend has forgotten a model whose engine was killed (a running Dynamo 1.6.1, found by its files). */
const LEASE_SECONDS = 11;
const NOT_FOUND = 404;
const UNAVAILABLE = 503;
const OK = 200;

/**
 * Engines behind a frontend, which is the process that answers: it takes a request before any engine does, and goes on when they
 * are lost. Then its model is not ready until their lease is over, and each request is turned away with 503; after that it
 * knows no model, and has nothing to answer with but 404, of which no series tells (a running Dynamo 1.6.1).
 */
export function behindFrontend(engines: Engines, { clock, observer }: FrontendProps): Engines {
  let state: 'ready' | 'not ready' | 'unknown' = 'ready';
  let losing = false;
  const become = (next: typeof state) => {
    state = next;
    observer.model(next);
  };
  const turnAway = (request: RequestRecord, done: (request: RequestRecord) => void) => {
    if (state === 'not ready') observer.refused();
    refuse(clock, request, done, state === 'not ready' ? UNAVAILABLE : NOT_FOUND);
  };
  become('ready');
  return {
    ...engines,
    submit: (request, done) => {
      if (state !== 'ready') {
        turnAway(request, done);
        return;
      }
      observer.started(request, clock.now());
      engines.submit(request, (ended) => {
        const end = endOf(ended, losing);
        // It says in the stream what went wrong, and ends it as it should be.
        if (end === 'engine lost') ended.status = begun(ended) ? OK : UNAVAILABLE;
        observer.ended(ended, end, clock.now());
        done(ended);
      });
    },
    loseEngines: () => {
      losing = true;
      engines.die();
      losing = false;
      become('not ready');
      clock.after(LEASE_SECONDS, () => {
        if (state === 'not ready') become('unknown');
      });
    },
    findEngines: () => become('ready'),
  };
}

interface FrontendProps {
  readonly clock: Clock;
  readonly observer: FrontendObserver;
}

function endOf({ outcome }: RequestRecord, losing: boolean): FrontendEnd {
  if (outcome === 'abort') return 'client left';
  if (outcome !== 'error') return 'answered';
  return losing ? 'engine lost' : 'engine failed';
}

function begun({ ask, firstTokenAt }: RequestRecord): boolean {
  return ask.streaming && firstTokenAt !== undefined;
}
