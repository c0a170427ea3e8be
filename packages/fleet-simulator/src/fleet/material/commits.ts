/** Subjects of commits, as teams write them. */
export const COMMITS = [
  'Raise memory limits of the workers',
  'Bump base image to the latest patch',
  'Enable the new rate limiter',
  'Tune readiness probes',
  'Rotate the TLS certificates of the ingress',
  'Add a dashboard for queue depth',
  'Scale the API to four replicas at peak',
  'Remove a feature flag that is on everywhere',
  'Point the cache at the new endpoint',
  'Add network policies for the namespace',
] as const;
