import { readDurationFromConfig, type Config } from '@backstage/config';
import { durationToMilliseconds, type JsonObject } from '@backstage/types';
import { InputError } from '@backstage/errors';

/** A cluster as app-config has it; how to connect is not read yet. */
export interface ConfiguredCluster {
  name: string;
  title?: string;
  dns?: string;
  environment: string;
  labels: Record<string, string>;
  kubeconfig?: string;
  kubeconfigFile?: string;
  context?: string;
  server?: string;
  certificateAuthority?: string;
  token?: string;
  skipTlsVerify: boolean;
  tlsServerName?: string;
}

/** How clusters are kept in sync; durations in milliseconds. */
export interface SyncOptions {
  rediscoverIntervalMs: number;
  probeIntervalMs: number;
  watchTimeoutMs: number;
  requestTimeoutMs: number;
  /** How many clusters list their resources at the same time. */
  concurrency: number;
  /** How long a replica keeps its clusters without being heard of. */
  leaseMs: number;
}

/** The configuration of the plugin, checked. */
export interface FluxFleetConfig {
  clusters: ConfiguredCluster[];
  sync: SyncOptions;
  allowedServers: string[];
  deniedServers: string[];
}

const DEFAULTS: SyncOptions = {
  rediscoverIntervalMs: 180_000,
  probeIntervalMs: 15_000,
  watchTimeoutMs: 300_000,
  requestTimeoutMs: 30_000,
  concurrency: 16,
  leaseMs: 15_000,
};

/** Keys of labels hold dots and slashes, which keys of configuration may not: they are read as one value. */
function readLabels(config: Config): Record<string, string> {
  const labels = config.getOptional<JsonObject>('labels') ?? {};
  return Object.fromEntries(
    Object.entries(labels).map(([key, value]) => [key, String(value)]),
  );
}

function readCluster(config: Config): ConfiguredCluster {
  const cluster: ConfiguredCluster = {
    name: config.getString('name'),
    title: config.getOptionalString('title'),
    dns: config.getOptionalString('dns'),
    environment: config.getOptionalString('environment') ?? 'default',
    labels: readLabels(config),
    kubeconfig: config.getOptionalString('kubeconfig'),
    kubeconfigFile: config.getOptionalString('kubeconfigFile'),
    context: config.getOptionalString('context'),
    server: config.getOptionalString('server'),
    certificateAuthority: config.getOptionalString('certificateAuthority'),
    token: config.getOptionalString('token'),
    skipTlsVerify: config.getOptionalBoolean('skipTlsVerify') ?? false,
    tlsServerName: config.getOptionalString('tlsServerName'),
  };
  const ways = [
    cluster.kubeconfig,
    cluster.kubeconfigFile,
    cluster.server,
  ].filter(way => way !== undefined);
  if (ways.length > 1) {
    throw new InputError(
      `The cluster ${cluster.name} in fluxFleet.clusters has more than one of kubeconfig, kubeconfigFile and server; keep one of them`,
    );
  }
  return cluster;
}

function readDuration(
  config: Config | undefined,
  key: string,
  fallback: number,
): number {
  if (!config?.has(key)) return fallback;
  const milliseconds = durationToMilliseconds(
    readDurationFromConfig(config, { key }),
  );
  if (milliseconds < 100) {
    throw new InputError(
      `fluxFleet.sync.${key} is too short; give at least 100 milliseconds, for example { seconds: ${
        fallback / 1000
      } }`,
    );
  }
  return milliseconds;
}

function readSync(config: Config | undefined): SyncOptions {
  const concurrency =
    config?.getOptionalNumber('concurrency') ?? DEFAULTS.concurrency;
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new InputError(
      'fluxFleet.sync.concurrency must be a whole number above zero',
    );
  }
  const duration = (key: string, fallback: number) =>
    readDuration(config, key, fallback);
  return {
    rediscoverIntervalMs: duration(
      'rediscoverInterval',
      DEFAULTS.rediscoverIntervalMs,
    ),
    probeIntervalMs: duration('probeInterval', DEFAULTS.probeIntervalMs),
    watchTimeoutMs: duration('watchTimeout', DEFAULTS.watchTimeoutMs),
    requestTimeoutMs: duration('requestTimeout', DEFAULTS.requestTimeoutMs),
    concurrency,
    leaseMs: duration('lease', DEFAULTS.leaseMs),
  };
}

/**
 * Reads and checks the configuration below `fluxFleet`. How each cluster is connected to is checked later, by itself, so
 * that one mistake in a kubeconfig does not keep the others away.
 * Throws when a value is missing or of the wrong type: the message names the key.
 */
export function readConfig(root: Config): FluxFleetConfig {
  const config = root.getOptionalConfig('fluxFleet');
  const clusters = (config?.getOptionalConfigArray('clusters') ?? []).map(
    readCluster,
  );
  const names = clusters.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    throw new InputError(
      `fluxFleet.clusters has two clusters with the name ${twice}; rename one of them`,
    );
  }
  return {
    clusters,
    sync: readSync(config?.getOptionalConfig('sync')),
    allowedServers: config?.getOptionalStringArray('allowedServers') ?? [],
    deniedServers: config?.getOptionalStringArray('deniedServers') ?? [],
  };
}
