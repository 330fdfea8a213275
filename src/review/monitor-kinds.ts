/** Kinds that say what is scraped. */
export const MONITORS = [
  'ServiceMonitor',
  'PodMonitor',
  'VMServiceScrape',
  'VMPodScrape',
  'PodMonitoring',
  'ClusterPodMonitoring',
];
