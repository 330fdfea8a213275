/** What is said, without the settings or places that it is about. */
export function messagesOf(remarks: readonly { readonly message: string }[]): readonly string[] {
  return remarks.map(({ message }) => message);
}
