import fc from 'fast-check';
import { revisionOf, shortRevision } from './revision';
import { API, testObject } from './testObject';

const sha1 = 'f3a9c1e8b2d4f6a8c0e2b4d6f8a0c2e4b6d8f0a2';
const sha256 =
  '1a2b3c4d5e6f708192a3b4c5d6e7f8091a2b3c4d5e6f708192a3b4c5d6e7f809';

describe('shortRevision', () => {
  it.each([
    [`main@sha1:${sha1}`, 'main@f3a9c1e'],
    [`refs/heads/main@sha1:${sha1}`, 'main@f3a9c1e'],
    [`refs/tags/v1.2.3@sha1:${sha1}`, 'v1.2.3'],
    [`6.5.4@sha256:${sha256}`, '6.5.4'],
    [`latest@sha256:${sha256}`, 'latest@1a2b3c4'],
    [`sha256:${sha256}`, '1a2b3c4'],
    [`@sha256:${sha256}`, '1a2b3c4'],
    [sha1, 'f3a9c1e'],
    ['6.5.4', '6.5.4'],
    ['1.2.3+build.5', '1.2.3+build.5'],
    ['ghcr.io/stefanprodan/podinfo:6.5.4', '6.5.4'],
    [`ghcr.io/stefanprodan/podinfo:6.5.4@sha256:${sha256}`, '6.5.4'],
    [`feature/new-thing@sha1:${sha1}`, 'feature/new-thing@f3a9c1e'],
    ['main/f3a9c1e', 'main/f3a9c1e'],
  ])('of %s is %s', (revision, expected) => {
    expect(shortRevision(revision)).toBe(expected);
  });

  it('never grows a revision, nor empties one', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), revision => {
        expect(shortRevision(revision).length).toBeLessThanOrEqual(
          revision.length,
        );
      }),
    );
  });
});

describe('revisionOf', () => {
  it.each([
    [
      'what a Kustomization applied last',
      testObject(API.kustomize, 'Kustomization', {
        status: { lastAppliedRevision: 'a', lastAttemptedRevision: 'b' },
      }),
      'a',
    ],
    [
      'what a Kustomization attempted when it never applied any',
      testObject(API.kustomize, 'Kustomization', {
        status: { lastAttemptedRevision: 'b' },
      }),
      'b',
    ],
    [
      'the artifact of a source',
      testObject(API.source, 'GitRepository', {
        status: { artifact: { revision: 'main@sha1:1' } },
      }),
      'main@sha1:1',
    ],
    [
      'the chart version of the newest release',
      testObject(API.helm, 'HelmRelease', {
        status: {
          history: [{ chartVersion: '2.0.0' }, { chartVersion: '1.0.0' }],
        },
      }),
      '2.0.0',
    ],
    [
      'the image of a policy',
      testObject(API.image, 'ImagePolicy', {
        status: { latestRef: { name: 'ghcr.io/a/b', tag: '1.0', digest: 'd' } },
      }),
      'ghcr.io/a/b:1.0@d',
    ],
    [
      'the image of a policy of an older Flux',
      testObject(API.image, 'ImagePolicy', {
        status: { latestImage: 'ghcr.io/a/b:1.0' },
      }),
      'ghcr.io/a/b:1.0',
    ],
    ['nothing', testObject(API.helm, 'HelmRelease'), null],
  ])('is %s', (_name, object, expected) => {
    expect(revisionOf(object)).toBe(expected);
  });
});
