import type { FluxObject } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { KubernetesError } from '../kubernetes/KubernetesError';
import type {
  RequestOptions,
  ServedKind,
  WatchingClient,
} from '../kubernetes/types';

/** Versions of what runs on a cluster; null when it does not run there or does not say. */
export interface FluxVersions {
  flux: string | null;
  operator: string | null;
}

const NOTHING: FluxVersions = { flux: null, operator: null };
const MAXIMUM_LENGTH = 64;
const VERSION_LABEL = 'app.kubernetes.io/version';
const COMPONENT_LABEL = 'app.kubernetes.io/component';
/** Every installation of Flux has these; their label carries the version of Flux itself. */
const CORE_COMPONENTS = ['source-controller', 'kustomize-controller'];

function text(value: unknown, field: string): string | null {
  const found = (value as Record<string, unknown> | undefined)?.[field];
  return typeof found === 'string' && found !== ''
    ? found.slice(0, MAXIMUM_LENGTH)
    : null;
}

async function readReport(
  client: WatchingClient,
  served: ServedKind[],
  options: RequestOptions,
): Promise<FluxVersions> {
  const report = served.find(({ kind }) => kind.kind === 'FluxReport');
  if (!report) return NOTHING;
  const { group, plural } = report.kind;
  const { items } = await client.list(
    { group, version: report.version, plural, namespace: '' },
    { limit: 1 },
    options,
  );
  const spec = items[0]?.spec;
  return {
    flux: text(spec?.distribution, 'version'),
    operator: text(spec?.operator, 'version'),
  };
}

/** The version on the labels of Flux's own deployments. Credentials may see one namespace only: Flux's usual one. */
async function readDeployments(
  client: WatchingClient,
  options: RequestOptions,
): Promise<string | null> {
  let items: FluxObject[] = [];
  for (const namespace of ['', 'flux-system']) {
    try {
      ({ items } = await client.list(
        { group: 'apps', version: 'v1', plural: 'deployments', namespace },
        { labelSelector: 'app.kubernetes.io/part-of=flux', limit: 50 },
        options,
      ));
      break;
    } catch (error) {
      if (!(error instanceof KubernetesError) || error.kind !== 'forbidden') {
        throw error;
      }
    }
  }
  const labels = items.map(({ metadata }) => metadata.labels);
  const core = labels.find(own =>
    CORE_COMPONENTS.includes(text(own, COMPONENT_LABEL) ?? ''),
  );
  return text(core ?? labels[0], VERSION_LABEL);
}

/**
 * Reads which Flux and which Flux Operator a cluster runs: off the operator's report, else off the labels of Flux's
 * deployments. Versions are an extra: what the credentials do not allow or the server fails at is unknown, never an error.
 * Rejects only when the signal aborts.
 */
export async function readVersions(
  client: WatchingClient,
  served: ServedKind[],
  options: RequestOptions,
): Promise<FluxVersions> {
  const tolerated = async <T>(read: Promise<T>, fallback: T): Promise<T> => {
    try {
      return await read;
    } catch (error) {
      if (error instanceof KubernetesError) return fallback;
      throw error;
    }
  };
  const reported = await tolerated(
    readReport(client, served, options),
    NOTHING,
  );
  if (reported.flux) return reported;
  const flux = await tolerated(readDeployments(client, options), null);
  return { ...reported, flux };
}
