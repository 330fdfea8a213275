/** How a review answers. */
export const REVIEW_FORMATS = ['markdown', 'json', 'github'] as const;
export type ReviewFormat = (typeof REVIEW_FORMATS)[number];

/** What may make a review fail. */
export const FAILURES = ['never', 'breaking', 'any', 'stale'] as const;
export type FailOn = (typeof FAILURES)[number];
