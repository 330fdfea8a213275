/** How much of a review is told. */
export interface Detail {
  /** Changes of a section. */
  readonly changes: number;
  /** Lines of a diff; with none it is left out. */
  readonly lines: number;
  /** Sentences of a change. */
  readonly says: number;
  /** Environments, or groups of those that change alike. */
  readonly groups: number;
}

/** From everything to the least; the first that fits is told. */
export const DETAILS: readonly Detail[] = [
  {
    changes: Number.POSITIVE_INFINITY,
    lines: Number.POSITIVE_INFINITY,
    says: Number.POSITIVE_INFINITY,
    groups: Number.POSITIVE_INFINITY,
  },
  { changes: Number.POSITIVE_INFINITY, lines: 40, says: 40, groups: Number.POSITIVE_INFINITY },
  { changes: 100, lines: 12, says: 12, groups: 50 },
  { changes: 30, lines: 0, says: 6, groups: 20 },
  { changes: 10, lines: 0, says: 3, groups: 10 },
  { changes: 3, lines: 0, says: 1, groups: 5 },
];
