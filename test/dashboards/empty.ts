/** Panels with a query that is empty over the mixed fleet, each with the reason. */
export const EMPTY: Readonly<Record<string, string>> = {};
