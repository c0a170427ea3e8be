import type { FluxObject } from './FluxObject';
import { list, record, text } from './readObject';

/**
 * The revision that an object runs or offers, whole; null when it has none (yet).
 * Where it stands differs by kind: what was applied, else what was attempted, else the artifact of a source, the
 * chart version of a release, or the image of a policy.
 *
 * @public
 */
export function revisionOf(object: FluxObject): string | null {
  const status = record(object.status);
  if (object.kind === 'HelmRelease') {
    const latest = record(list(status.history)[0]);
    return (
      text(latest.chartVersion) ?? text(status.lastAttemptedRevision) ?? null
    );
  }
  if (object.kind === 'ImagePolicy') {
    const { name, tag, digest } = record(status.latestRef);
    const image = text(name);
    const reference = text(tag);
    if (image && reference) {
      const suffix = text(digest) ? `@${digest}` : '';
      return `${image}:${reference}${suffix}`;
    }
    return text(status.latestImage) ?? null;
  }
  return (
    text(status.lastAppliedRevision) ??
    text(status.lastAttemptedRevision) ??
    text(record(status.artifact).revision) ??
    null
  );
}

const DIGEST = /^(?:sha\d+:)?([0-9a-f]{12,})$/;

function shortDigest(digest: string): string {
  const match = DIGEST.exec(digest);
  return match ? match[1].slice(0, 7) : digest;
}

/**
 * The part of a revision that people read: `main@sha1:f3a9c1e…` becomes `main@f3a9c1e`, `6.5.4@sha256:…` becomes `6.5.4`,
 * `refs/heads/main/…` loses its prefix, and an image keeps its tag alone.
 *
 * @public
 */
export function shortRevision(revision: string): string {
  const at = revision.lastIndexOf('@');
  const name = (at < 0 ? revision : revision.slice(0, at)).replace(
    /^refs\/(?:heads|tags)\//,
    '',
  );
  if (at < 0) {
    if (DIGEST.test(name)) return shortDigest(name);
    const slash = name.lastIndexOf('/');
    const colon = name.lastIndexOf(':');
    return slash >= 0 && colon > slash ? name.slice(colon + 1) : name;
  }
  const digest = revision.slice(at + 1);
  if (name === '') return shortDigest(digest);
  const slash = name.lastIndexOf('/');
  const colon = name.lastIndexOf(':');
  if (slash >= 0 && colon > slash) return name.slice(colon + 1);
  return /^v?\d+(?:\.\d+)+/.test(name)
    ? name
    : `${name}@${shortDigest(digest)}`;
}
