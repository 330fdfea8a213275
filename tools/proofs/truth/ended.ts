import type { RequestRecord } from '@arks-monitoring/simulator/model/request.js';

/** How a request of the log ended as its client saw it, and as its application did. */
export interface Ended {
  readonly request: RequestRecord;
  /** Seconds of the clock; undefined while it is under way. */
  readonly at: number | undefined;
  /** The plugin let it through, and an application got it. */
  readonly admitted: boolean;
  /** The whole answer came; otherwise client or server broke it off. */
  readonly whole: boolean;
  /** What the application answered; 0 for nothing. */
  readonly upstreamStatus: number;
  readonly upstreamWhole: boolean;
  /** The plugin that it passed restarted meanwhile, so its books know nothing of it. */
  readonly unaccounted: boolean;
}

const OK = 200;

/** The end of each request; `lostPlugin` tells whether the plugin that a request passed restarted within these seconds. */
export function endedOf(
  log: readonly RequestRecord[],
  lostPlugin: (request: RequestRecord, from: number, to: number) => boolean,
): readonly Ended[] {
  return log.map((request) => {
    const { arrivedAt, finishedAt, firstTokenAt, application, outcome, status, ask } = request;
    const admitted = application !== undefined;
    const at = finishedAt ?? (outcome === 'pending' ? undefined : arrivedAt);
    const unaccounted = admitted && at !== undefined && lostPlugin(request, arrivedAt, at);
    const begun = ask.streaming && firstTokenAt !== undefined;
    const complete = outcome === 'stop' || outcome === 'length';
    const upstreamWhole = complete || (outcome === 'error' && !begun);
    const upstreamStatus = complete || begun ? OK : outcome === 'abort' ? 0 : status;
    const cut = unaccounted && ask.streaming && upstreamStatus === OK;
    return {
      request,
      at,
      admitted,
      whole: admitted ? upstreamWhole && !cut : true,
      upstreamStatus,
      upstreamWhole,
      unaccounted,
    };
  });
}
