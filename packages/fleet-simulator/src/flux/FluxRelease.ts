/**
 * A minor release of Flux that a simulated cluster can run. Each serves its own set of kinds and API versions.
 *
 * @public
 */
export type FluxRelease = '2.6' | '2.7' | '2.8' | '2.9';

/** Whether `release` is at least `minimum`: features such as inventories of Helm releases came with a release. */
export function isAtLeast(release: FluxRelease, minimum: FluxRelease): boolean {
  return Number(release.slice(2)) >= Number(minimum.slice(2));
}
