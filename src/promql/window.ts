/** A length of time. */
export type Duration = `${number}${'ms' | 's' | 'm' | 'h' | 'd' | 'w' | 'y'}`;
/** How far back something looks: a length of time, or what Grafana works out. */
export type Window = Duration | '$__rate_interval' | '$__range';
