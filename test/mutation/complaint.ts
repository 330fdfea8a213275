/** What promtool says of an alert that is told otherwise, and of a rule that cannot be evaluated. */
export const COMPLAINT = /(?:alertname|rule): (\w+), time/g;
