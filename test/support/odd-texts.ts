/** Texts in which some reader or writer of YAML finds a number, a date, a truth, nothing, or the syntax of YAML. */
export const ODD_TEXTS: readonly string[] = [
  ...['17', '1e3', '0x1f', '0b1', '017', '1_000', '190:20:30', '.5', '.inf', '-.inf', '.nan', 'NaN', '+1', '08'],
  ...['true', 'no', 'Yes', 'on', 'y', 'null', 'Null', '~', '2024-01-01', '=', '<<'],
  ...[
    '---',
    '--- a',
    '...',
    '- a',
    '-',
    '# a',
    'a # b',
    'a: b',
    'a:',
    ':',
    '? a',
    '?',
    '|',
    '>',
    '%a',
    '@a',
    '`a',
    '!a',
  ],
  ...['&a', '*a', '[a', '{a', '"a"', "'a'", '"', "'", ',', ']', '}', '\\', '\\n', '$1', 'a\\'],
  ...[' ', ' a', 'a ', '\t', '\ta', 'a\t', 'a\tb', '\r', 'a\rb', 'a\r\nb', '\u00a0', '\ud83d\ude00'],
  ...[
    'a\n',
    '\na',
    'a\nb',
    'a\n\n\n',
    'a\n\tb',
    'a\n\n\tb',
    'a\n b\n  c',
    '  a\nb',
    '\n a\n',
    'a\n---\nb',
    'a\n...\n',
    'a\n# b',
  ],
  ...[
    'a\n ',
    'a\n \n',
    ' \na',
    `${'x'.repeat(300)} ${'y'.repeat(300)}`,
    'a b '.repeat(100),
    `${'a b '.repeat(100)}\nb`,
  ],
];

/** Texts of several lines that Go reads otherwise than they were written, or not at all. */
export const HOLLOW_TEXTS: readonly string[] = [
  ...['\t\n a', '\n\ta', '\ta\nb', '\n\t\n', ' \t\n', ' \n', ' \n \n', '\n\t: a'],
];
