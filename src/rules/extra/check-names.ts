/** The names of checks that rules of somebody else may fail with a reason. */
export type RuleCheckName =
  | 'known-series'
  | 'known-labels'
  | 'known-labels-in-text'
  | 'alert-severity'
  | 'alert-runbook'
  | 'alert-summary'
  | 'group-size';
