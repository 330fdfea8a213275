import type { ScrapeSettings } from './settings.js';

/** Whether a monitor sees its own namespace only, and so stands where its targets are. */
export function standsBesideTargets({ scrape }: Pick<ScrapeSettings, 'scrape'>): boolean {
  return scrape.monitors === 'perNamespace' || scrape.target === 'gke';
}

/** The namespace of a monitor of the platform, and of the Secrets that it names, by that of what it scrapes. */
export function homeOf(scraped: string, settings: Pick<ScrapeSettings, 'monitoring' | 'scrape'>): string {
  return standsBesideTargets(settings) ? scraped : settings.monitoring.namespace;
}
