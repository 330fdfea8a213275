export { ArksOwnRules, type ArksOwnRulesProps } from '../constructs/own-rules.js';
export type { RuleCheckName } from '../rules/extra/check-names.js';
export type { OwnAlert, OwnCondition, OwnPresence, OwnWords } from '../rules/own-alert.js';
export type { OwnRules } from '../rules/own-rules.js';
export { recorded } from '../signals/recorded.js';
export { type OwnRecord, record } from '../signals/vocabulary/own-record.js';
export { mean, type Percentile, percentile } from '../signals/vocabulary/percentiles.js';
export { type Signal, signal, type Unit } from '../signals/vocabulary/signal.js';
export type { View } from '../signals/vocabulary/view.js';
