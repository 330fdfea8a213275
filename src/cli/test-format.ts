/** How test answers. */
export const TEST_FORMATS = ['text', 'json', 'github'] as const;
export type TestFormat = (typeof TEST_FORMATS)[number];
