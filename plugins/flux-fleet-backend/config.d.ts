import type { HumanDuration } from '@backstage/types';

export interface Config {
  /** Flux Fleet: Flux on many Kubernetes clusters. */
  fluxFleet?: {
    /**
     * Clusters with Flux. Each is reached by a kubeconfig (given inline or as a file) or by server, CA and token; a cluster
     * without any of them is registered and not connected to.
     */
    clusters?: Array<{
      /** Unique name: a DNS label, such as `prod-eu-1`. */
      name: string;
      /** Shown instead of the name. */
      title?: string;
      /** DNS name of the cluster. */
      dns?: string;
      /** Which environment it belongs to; `default` unless said otherwise. */
      environment?: string;
      /** Labels to filter and to grant permissions by. */
      labels?: { [key: string]: string };
      /**
       * A kubeconfig, YAML. What runs programs or reads files (`exec`, `auth-provider`, paths) is refused: use a token of a
       * service account.
       * @visibility secret
       */
      kubeconfig?: string;
      /**
       * Path of a kubeconfig file, from the backend's working directory. Paths in it are read from its own folder.
       * @visibility backend
       */
      kubeconfigFile?: string;
      /** Context of the kubeconfig; its current one unless said otherwise. */
      context?: string;
      /**
       * Address of the API server, `https://` (`http://` on loopback only).
       * @visibility backend
       */
      server?: string;
      /** Certificate authority of the API server, PEM or base64 of it; the system's own when missing. */
      certificateAuthority?: string;
      /**
       * Bearer token.
       * @visibility secret
       */
      token?: string;
      /** Do not verify the certificate of the API server: somebody in between can read the token. */
      skipTlsVerify?: boolean;
      /** Name to expect in the certificate, where it differs from the host. */
      tlsServerName?: string;
    }>;

    /** How clusters are kept in sync. */
    sync?: {
      /** How often the kinds that a cluster serves are asked for again. Default: 3 minutes. */
      rediscoverInterval?: HumanDuration | string;
      /** After how long a silence a cluster is asked whether it is there. Default: 15 seconds. */
      probeInterval?: HumanDuration | string;
      /** After how long a watch is opened anew; jittered by a fifth. Default: 5 minutes. */
      watchTimeout?: HumanDuration | string;
      /** How long a request may take. Default: 30 seconds. */
      requestTimeout?: HumanDuration | string;
      /** How many clusters list their resources at the same time. Default: 16. */
      concurrency?: number;
      /**
       * How long a replica of the backend keeps its clusters without being heard of; then others take them over.
       * Default: 15 seconds.
       */
      lease?: HumanDuration | string;
    };

    /** Actions on resources. */
    operations?: {
      /** How long an operation follows a resource before it gives it up. Default: 5 minutes. */
      timeout?: HumanDuration | string;
    };

    /**
     * When given, only these API servers are connected to: host names, `*.` and a domain, addresses, or ranges (CIDR).
     * Link-local and metadata addresses are refused unless they are listed here.
     */
    allowedServers?: string[];

    /** API servers that are never connected to: host names, `*.` and a domain, addresses, or ranges (CIDR). */
    deniedServers?: string[];
  };
}
