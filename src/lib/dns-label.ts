/** What a DNS label looks like: the name of a namespace, and of most objects. */
export const DNS_LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/** Whether a text may name a namespace or any object of ours. */
export function isDnsLabel(text: string): boolean {
  return DNS_LABEL.test(text);
}
