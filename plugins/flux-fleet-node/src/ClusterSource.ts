/**
 * How to reach the API server of a cluster and who to be there. Held in memory by the backend and never shown.
 *
 * @public
 */
export interface ClusterConnection {
  /** Address of the API server, with its base path if it has one. */
  server: string;
  /** Certificate authority, PEM; the system's own when missing. */
  certificateAuthority?: string;
  /** Bearer token. */
  token?: string;
  /** Client certificate and key, PEM. */
  clientCertificate?: { certificate: string; key: string };
  /** Name to expect in the server's certificate, where it differs from the host. */
  tlsServerName?: string;
  /** Do not verify the server's certificate. Only app-config can ask for this. */
  skipTlsVerify?: boolean;
}

/**
 * A cluster as a source offers it.
 *
 * @public
 */
export interface ClusterDefinition {
  /** Unique in the fleet; a DNS label (RFC 1123). */
  name: string;
  title?: string;
  dns?: string;
  environment: string;
  labels?: Record<string, string>;
  /** Missing for a cluster that is known by its polls alone. */
  connection?: ClusterConnection;
  /**
   * Why there is no connection though there should be one, in words for people and without secrets; the cluster shows
   * as unreachable with it.
   */
  connectionProblem?: string;
}

/**
 * Where registrations come from.
 *
 * @public
 */
export interface ClusterSource {
  /** Stable id, unique among sources, for example `simulator`; shown as {@link ClusterDefinition | a cluster}'s source. */
  readonly id: string;
  /**
   * Starts the source. It calls `publish` with the complete list of its clusters, at once and whenever the list
   * changes; a cluster that is missing from a later list is unregistered. A source that cannot read its list must
   * not publish: what it published before stays. The signal ends it.
   */
  start(options: {
    publish: (clusters: ClusterDefinition[]) => Promise<void>;
    signal: AbortSignal;
  }): Promise<void>;
}
