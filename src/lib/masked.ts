/** What stands where a secret would. */
export const MASK = '***';
/** What stands before the "@" of an address: a name, or a name and a password, whatever that holds. A port is neither. */
const USER = '(?:[^/\\s]*:(?!\\d{1,5}/)\\S*|[^/\\s]*)@';
const ADDRESS_IN_TEXT = new RegExp(`://${USER}`, 'g');
const SCHEME = /^[a-z][a-z0-9+.-]*:\/+/i;
/** The same of a text that is an address from end to end, spaces being part of it. */
const USER_OF_ADDRESS = /^(?:[^/]*:(?!\d{1,5}\/).*|[^/]*)@/s;

/** A text to be shown, without the users and passwords of the addresses in it: some tokens are users. */
export function maskedText(text: string): string {
  return text.replace(ADDRESS_IN_TEXT, `://${MASK}@`);
}

/** An address to be shown, without its user and password; also where it is none, for want of `https://`. */
export function maskedAddress(text: string): string {
  const [scheme = ''] = SCHEME.exec(text) ?? [];
  return scheme + text.slice(scheme.length).replace(USER_OF_ADDRESS, `${MASK}@`);
}
