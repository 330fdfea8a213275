/** What of a terminal is needed to say how far a run is. */
export interface Terminal {
  readonly isTTY?: boolean;
  readonly write: (text: string) => unknown;
}

/** A line that is written over. */
export interface Progress {
  readonly tell: (text: string) => void;
  /** Leaves nothing of it behind. */
  readonly end: () => void;
}

const START_OF_EMPTY_LINE = '\r\u001b[K';

/** Progress on a terminal, and silence where nobody looks: in a file every line would stay. */
export function progressOn(terminal: Terminal): Progress {
  if (terminal.isTTY !== true) return { tell: () => {}, end: () => {} };
  return {
    tell: (text) => terminal.write(`${START_OF_EMPTY_LINE}${text}`),
    end: () => terminal.write(START_OF_EMPTY_LINE),
  };
}
