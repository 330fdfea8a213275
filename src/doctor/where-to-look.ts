/** Where a source is, and how it lets in. */
export interface Access {
  /** A file that holds a bearer token. */
  readonly tokenFile?: string;
  /** An environment variable that holds one. */
  readonly tokenVariable?: string;
  /** A file of headers, `Name: value` a line. */
  readonly headersFile?: string;
}

/** The sources that are asked, and what they are held against. */
export interface WhereToLook {
  readonly prometheus?: string;
  readonly prometheusTokenFile?: string;
  readonly prometheusTokenEnv?: string;
  readonly prometheusHeadersFile?: string;
  /** A context of kubectl. */
  readonly kubeContext?: string;
  readonly alertmanager?: string;
  readonly alertmanagerTokenFile?: string;
  readonly alertmanagerTokenEnv?: string;
  readonly alertmanagerHeadersFile?: string;
  readonly grafana?: string;
  readonly grafanaTokenFile?: string;
  readonly grafanaTokenEnv?: string;
  readonly grafanaHeadersFile?: string;
  /** The environment that the cluster was delivered from. */
  readonly environment?: string;
  /** The folder of environment files. */
  readonly environments: string;
}

/** What lets in at a source. */
export function accessOf(where: WhereToLook, source: 'alertmanager' | 'grafana' | 'prometheus'): Access {
  const { [`${source}TokenFile` as const]: tokenFile, [`${source}TokenEnv` as const]: tokenVariable } = where;
  const { [`${source}HeadersFile` as const]: headersFile } = where;
  return {
    ...(tokenFile === undefined ? {} : { tokenFile }),
    ...(tokenVariable === undefined ? {} : { tokenVariable }),
    ...(headersFile === undefined ? {} : { headersFile }),
  };
}
