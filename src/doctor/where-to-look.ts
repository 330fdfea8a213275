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
  /** The environment that the cluster was delivered from. */
  readonly environment?: string;
  /** The folder of environment files. */
  readonly environments: string;
}
