const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Has a process that is asked to end give back what it holds before it does, by the same signal, so that whoever asked learns
 * that it obeyed. It ends at the next moment at which it waits for something.
 */
export function releasedAtSignals(release: () => void): { readonly forget: () => void } {
  const forget = () => {
    for (const signal of SIGNALS) process.off(signal, obey);
  };
  const obey = (signal: NodeJS.Signals) => {
    forget();
    release();
    process.kill(process.pid, signal);
  };
  for (const signal of SIGNALS) process.on(signal, obey);
  return { forget };
}
