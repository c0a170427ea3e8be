/** The platform's own repository: what all clusters are made of. */
export const FLEET_REPOSITORY = 'https://github.com/acme-platform/fleet';
/** The platform's policies, released on their own. */
export const POLICIES_REPOSITORY = 'https://github.com/acme-platform/policies';

/** A team's repository of manifests. */
export function teamRepository(team: string): string {
  return `https://github.com/acme-${team}/deploy`;
}

/** The image of a team's application. */
export function appImage(team: string, app: string): string {
  return `ghcr.io/acme-${team}/${app}`;
}
