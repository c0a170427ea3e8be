import type { CallerCredentials } from './RouteContext';

/** Who calls, by name: the entity reference of a person, or the subject of a service. */
export function subjectOf(credentials: CallerCredentials): string {
  const { principal } = credentials;
  return principal.type === 'user'
    ? principal.userEntityRef
    : principal.subject;
}
