import { RUNBOOKS_UID } from '../../config/dashboard-uids.js';
import { INDEX, runbookPages } from './pages.js';

/** The uid of a page's dashboard: the name of its alert, or that of its file written in the same way. */
export function uidOf(page: string): string {
  if (page === INDEX) return RUNBOOKS_UID;
  if (page.startsWith('Arks')) return page;
  return `Arks${page.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())}`;
}

/** The name of the object that delivers a page. */
export function objectNameOf(page: string): string {
  if (page === INDEX) return 'arks-runbooks';
  const words = uidOf(page)
    .replace(/^Arks/, '')
    .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return `arks-runbook${words}`;
}

/** Whether a uid is that of a page, which no other dashboard may have. */
export function isRunbookUid(uid: string): boolean {
  return [...runbookPages().keys()].some((page) => uidOf(page) === uid);
}
