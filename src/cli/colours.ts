import { styleText } from 'node:util';

/** What of a stream is needed to say whether somebody looks at colours there. */
export interface Seen {
  readonly isTTY?: boolean;
}

/** How words are set off from others. */
export interface Colours {
  readonly heading: (text: string) => string;
  readonly name: (text: string) => string;
  readonly faint: (text: string) => string;
}

const PLAIN: Colours = { heading: (text) => text, name: (text) => text, faint: (text) => text };

/** Whether to use colours: on a terminal that knows them, unless NO_COLOR says anything (https://no-color.org). */
export function hasColours({ isTTY }: Seen, variables: Readonly<NodeJS.ProcessEnv>): boolean {
  const { NO_COLOR: refused = '', TERM: terminal } = variables;
  return isTTY === true && refused === '' && terminal !== 'dumb';
}

/** Colours of a stream; text as it is where there are none. */
export function coloursOf(stream: Seen, variables: Readonly<NodeJS.ProcessEnv>): Colours {
  if (!hasColours(stream, variables)) return PLAIN;
  // The stream is judged above; styleText() would judge that of the process.
  const styled = (style: 'bold' | 'cyan' | 'dim') => (text: string) =>
    styleText(style, text, { validateStream: false });
  return { heading: styled('bold'), name: styled('cyan'), faint: styled('dim') };
}
