import type { ScrapeSettings } from './settings.js';

/** The namespace of a monitor of the platform, and of the Secrets that it names, by that of what it scrapes. */
export function homeOf(scraped: string, { monitoring, scrape }: Pick<ScrapeSettings, 'monitoring' | 'scrape'>): string {
  return scrape.monitors === 'perNamespace' ? scraped : monitoring.namespace;
}
