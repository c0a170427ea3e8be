import { findFluxKind } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import fc from 'fast-check';
import { databaseRow } from '../resources/write/databaseRow';
import { toIndexRow } from './toIndexRow';

const kind = findFluxKind('kustomize.toolkit.fluxcd.io', 'Kustomization')!;
const served = { kind, version: 'v1' };

describe('toIndexRow', () => {
  it('keeps what the index needs', () => {
    const projected = toIndexRow(
      {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: {
          name: 'podinfo',
          namespace: 'apps',
          uid: 'u-1',
          generation: 1,
          labels: { team: 'a' },
        },
        spec: { sourceRef: { kind: 'GitRepository', name: 'fleet' } },
        status: {
          observedGeneration: 1,
          lastAppliedRevision: 'v1.2.3@sha1:0123456789abcdef',
          conditions: [
            { type: 'Ready', status: 'False', reason: 'BuildFailed' },
          ],
        },
      },
      served,
      'alpha',
    );
    expect(projected?.row).toMatchObject({
      cluster: 'alpha',
      name: 'podinfo',
      namespace: 'apps',
      version: 'v1',
      status: 'Failed',
      reason: 'BuildFailed',
      source: { kind: 'GitRepository', namespace: 'apps', name: 'fleet' },
      shortRevision: 'v1.2.3',
      labels: { team: 'a' },
      reconcilable: true,
    });
  });

  it('makes a row that databases take of whatever a cluster holds', () => {
    const text = fc.string({ unit: 'binary', maxLength: 6_000 });
    const anything = fc.oneof(text, fc.jsonValue());
    const condition = fc.record({
      type: fc.constantFrom('Ready', 'Stalled', 'Reconciling'),
      status: fc.constantFrom('True', 'False', 'Unknown', 'x'),
      reason: anything,
      message: anything,
      lastTransitionTime: anything,
    });
    const object = fc.record({
      metadata: fc.record({
        name: anything,
        namespace: anything,
        uid: anything,
        labels: fc.oneof(fc.dictionary(text, anything), anything),
        annotations: anything,
      }),
      spec: fc.oneof(fc.record({ sourceRef: anything }), anything),
      status: fc.oneof(
        fc.record({
          conditions: fc.array(fc.oneof(condition, anything)),
          lastAppliedRevision: anything,
          history: anything,
          artifact: anything,
        }),
        anything,
      ),
    });
    fc.assert(
      fc.property(object, value => {
        const projected = toIndexRow(value as never, served, 'alpha');
        if (!projected) return;
        const row = databaseRow(projected.row);
        const all = JSON.stringify(row);
        expect(all).not.toMatch(/\\u0000|\\ud[89a-f]/i);
        expect(row.since).toMatch(/^$|^.{24}$/);
        expect(String(row.name).length).toBeLessThanOrEqual(253);
        expect(String(row.message).length).toBeLessThanOrEqual(4096);
      }),
    );
  });

  it('keeps no password of a URL in a message', () => {
    const projected = toIndexRow(
      {
        apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
        kind: 'Kustomization',
        metadata: { name: 'podinfo', namespace: 'apps' },
        status: {
          conditions: [
            {
              type: 'Ready',
              status: 'False',
              message: 'cannot clone https://bot:hunter2@git.example.com/x',
            },
          ],
        },
      },
      served,
      'alpha',
    );
    const written = databaseRow(projected!.row);
    expect(JSON.stringify(written)).not.toContain('hunter2');
    expect(written.message).toContain('git.example.com/x');
  });
});
