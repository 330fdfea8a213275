/**
 * Generations of SGLang's collector: g0 about 0.4.0, g1 0.4.4 to 0.4.6 (the default image of Arks), g2 0.4.9 to 0.5.1
 * (its default for disaggregated applications), g3 0.5.3 to 0.5.5, g4 early 2026, g5 mid-2026. The releases are
 * approximate, order and content are certain. g6 is 0.5.23, whose collector was run.
 */
export const SGLANG_GENERATIONS = ['g0', 'g1', 'g2', 'g3', 'g4', 'g5', 'g6'] as const;
