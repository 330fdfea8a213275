/**
 * Every word that the lexer of Prometheus 3.16 knows, which has all of those of older ones (`key` in promql/parser/lex.go), and
 * others that look like one. test/real/words.test.ts holds the first list against the source.
 */
export const LEXER_WORDS: readonly string[] = [
  ...['and', 'or', 'unless', 'atan2'],
  ...['sum', 'avg', 'count', 'min', 'max', 'group', 'stddev', 'stdvar', 'topk', 'bottomk', 'count_values', 'quantile'],
  ...['limitk', 'limit_ratio'],
  ...['offset', 'smoothed', 'anchored', 'by', 'without', 'on', 'ignoring', 'group_left', 'group_right'],
  ...['fill', 'fill_left', 'fill_right', 'bool'],
  ...['start', 'end', 'step', 'range', 'max_of', 'min_of'],
  ...['inf', 'nan'],
];

export const PROMQL_WORDS: readonly string[] = [
  ...LEXER_WORDS,
  ...[
    'true',
    'false',
    'null',
    'infinity',
    'e',
    'x',
    'default',
    'with',
    'if',
    'ifnot',
    'union',
    'rate',
    'time',
    'absent',
  ],
  ...['scalar', 'vector', 'label_replace', 'buckets', 'schema', 'constructor', 'toString', 'y', 'n', 'no'],
];
