import { ClusterWriter } from './ClusterWriter';

/** Writes the scan and the policy of an application's image. */
export function buildAppImages(
  writer: ClusterWriter,
  options: {
    namespace: string;
    app: string;
    image: string;
    owner: { namespace: string; name: string };
  },
): void {
  const { namespace, app, image, owner } = options;
  writer.flux({
    kind: 'ImageRepository',
    namespace,
    name: app,
    owner,
    spec: { image, interval: '5m' },
  });
  writer.flux({
    kind: 'ImagePolicy',
    namespace,
    name: app,
    owner,
    spec: {
      imageRepositoryRef: { name: app },
      policy: { semver: { range: '1.x' } },
    },
  });
}

/** Writes the automation that commits a team's newest images. */
export function buildImageAutomation(
  writer: ClusterWriter,
  options: {
    namespace: string;
    team: string;
    owner: { namespace: string; name: string };
  },
): void {
  const { namespace, team, owner } = options;
  writer.flux({
    kind: 'ImageUpdateAutomation',
    namespace,
    name: team,
    owner,
    spec: {
      git: {
        checkout: { ref: { branch: 'main' } },
        commit: {
          author: { email: 'fluxcdbot@acme.example', name: 'fluxcdbot' },
        },
        push: { branch: 'main' },
      },
      interval: '5m',
      sourceRef: { kind: 'GitRepository', name: team },
      update: {
        path: `./clusters/${writer.plan.name}/${team}`,
        strategy: 'Setters',
      },
    },
  });
}
