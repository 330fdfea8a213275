import type { ErrorCode } from 'yaml';

/** Where a code of the parser says all. */
const OF_CODE: Readonly<Partial<Record<ErrorCode, string>>> = {
  MULTIPLE_DOCS: 'must hold one document, found several documents',
  TAB_AS_INDENT: 'lines must be indented with spaces, found a tab',
};

/** Messages of the parser that only those understand who know its grammar, each with what it means for whoever wrote the file. */
const OF_GRAMMAR: readonly (readonly [RegExp, string])[] = [
  [
    /^Nested mappings are not allowed/,
    'a value in the line of its key must not be a mapping, found one here, or a line below that is indented further than the key',
  ],
  [/^Unexpected block-seq-ind/, 'a list must begin below its key, found one in its line'],
  [/^All mapping items must start/, 'keys of one mapping must be indented alike, found one that is not'],
  [
    /^(All sequence items must start|A block sequence may not)/,
    'entries of one list must be indented alike, found one that is not',
  ],
  [/^Sequence item without -/, 'entries of a list must begin with "- ", found a line that does not'],
  [
    /^Implicit (map )?keys? need/,
    'a line must have a key and a colon, or continue a text above, found one that does neither',
  ],
  [/^Implicit keys of flow sequence/, 'a key must be on one line, found one on several'],
  [
    /^Flow (sequence|map) in block collection|^Flow end indicator/,
    'what begins with a bracket must end with one, on lines that are indented further than its key, found an end or a line before',
  ],
  [/^Missing closing ["']/, 'a text that begins with a quote must end with one, found the end of the file'],
  [/^Plain value cannot start with/, 'a text that begins with a sign of YAML must be in quotes, found one that is not'],
  [/^Block collections are not allowed/, 'brackets must not hold lines that begin with "- " or a key, found one'],
  [/^Unexpected flow-(seq|map)-end/, 'a bracket must not close what none opened, found one'],
  [/^Unexpected scalar at node end/, 'nothing must follow a text in quotes in its line, found more'],
  [/call stack/, 'is nested too deeply'],
];

/** What the parser says, for people who do not know how it works. */
export function inWords(code: ErrorCode, message: string): string {
  return OF_CODE[code] ?? OF_GRAMMAR.find(([said]) => said.test(message))?.[1] ?? message;
}
