import { isDeepStrictEqual } from 'node:util';

import * as fc from 'fast-check';

import { KubernetesObject } from '../types';
import { applyConfiguration } from './applyConfiguration';
import { applyConflictError } from './applyConflictError';
import { mergeApplied } from './mergeApplied';
import { trackUpdate } from './trackUpdate';

const TIME = '2026-01-01T00:00:00Z';

function object(rest: Record<string, unknown>): KubernetesObject {
  return {
    apiVersion: 'example.com/v1',
    kind: 'Thing',
    metadata: { name: 'a' },
    ...rest,
  };
}

function apply(
  live: KubernetesObject | undefined,
  rest: Record<string, unknown>,
  options: { manager?: string; force?: boolean; custom?: boolean } = {},
) {
  return applyConfiguration({
    live,
    applied: object(rest),
    manager: {
      manager: options.manager ?? 'one',
      operation: 'Apply',
      apiVersion: 'example.com/v1',
    },
    custom: options.custom ?? true,
    force: options.force ?? false,
    time: TIME,
  });
}

function applied(...args: Parameters<typeof apply>): KubernetesObject {
  const result = apply(...args);
  if (result.kind === 'conflict') {
    throw applyConflictError(result.conflicts);
  }
  return result.object;
}

/** What stands in an object apart from who wrote it. */
function content({ metadata, ...rest }: KubernetesObject) {
  const { managedFields: _managedFields, ...others } = metadata;
  return { ...rest, metadata: others };
}

const configurations = fc.dictionary(
  fc.constantFrom('a', 'b', 'c'),
  fc.oneof(
    fc.integer(),
    fc.array(fc.constantFrom('x', 'y')),
    fc.dictionary(fc.constantFrom('d', 'e'), fc.integer()),
  ),
);

describe('applyConfiguration', () => {
  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(configurations, configurations, (first, second) => {
        const live = applied(undefined, { spec: first }, { manager: 'two' });
        const once = applied(live, { spec: second }, { force: true });
        const twice = applied(once, { spec: second }, { force: true });
        expect(twice).toEqual(once);
      }),
    );
  });

  it('leaves what is applied in the object, and nothing of what was before', () => {
    fc.assert(
      fc.property(configurations, configurations, (first, second) => {
        const once = applied(undefined, { spec: first });
        const twice = applied(once, { spec: second });
        expect(twice.spec ?? {}).toEqual(second);
      }),
    );
  });

  it('never lets two managers change one field without force', () => {
    fc.assert(
      fc.property(configurations, configurations, (first, second) => {
        const live = applied(undefined, { spec: first }, { manager: 'two' });
        const result = apply(live, { spec: second });
        const isRespected =
          result.kind === 'conflict' ||
          isDeepStrictEqual(
            mergeApplied(result.object.spec ?? {}, first, {
              custom: true,
              path: ['f:spec'],
            }),
            result.object.spec ?? {},
          );
        expect(isRespected).toBe(true);
      }),
    );
  });

  it('merges lists of built-in kinds by their keys', () => {
    const live = applied(
      undefined,
      { spec: { containers: [{ name: 'a', image: '1' }] } },
      { manager: 'two', custom: false },
    );
    const merged = applied(
      live,
      { spec: { containers: [{ name: 'b', image: '1' }] } },
      { custom: false },
    );
    expect(merged.spec?.containers).toEqual([
      { name: 'a', image: '1' },
      { name: 'b', image: '1' },
    ]);
    const shrunk = applied(merged, { spec: {} }, { custom: false });
    expect(shrunk.spec?.containers).toEqual([{ name: 'a', image: '1' }]);
  });

  it('replaces lists of custom resources', () => {
    const live = applied(undefined, { spec: { dependsOn: [{ name: 'a' }] } });
    const replaced = applied(live, { spec: { dependsOn: [{ name: 'b' }] } });
    expect(replaced.spec?.dependsOn).toEqual([{ name: 'b' }]);
  });

  it('merges finalizers as a set', () => {
    const live = object({});
    live.metadata.finalizers = ['example.com/mine'];
    live.metadata.managedFields = trackUpdate({
      before: undefined,
      after: live,
      manager: { manager: 'two', operation: 'Update', apiVersion: 'v1' },
      custom: true,
      time: TIME,
    });
    const metadata = { name: 'a', finalizers: ['example.com/yours'] };
    const merged = applied(live, { metadata });
    expect(merged.metadata.finalizers).toEqual([
      'example.com/mine',
      'example.com/yours',
    ]);
    const back = applied(merged, {});
    expect(back.metadata.finalizers).toEqual(['example.com/mine']);
  });

  it('words conflicts with several managers as Kubernetes does', () => {
    const one = applied(
      undefined,
      { spec: { a: 1, l: [{ x: 1 }] } },
      { manager: 'one' },
    );
    const updated = { ...one, spec: { ...one.spec, b: { c: 2 } } };
    updated.metadata = {
      ...one.metadata,
      managedFields: trackUpdate({
        before: one,
        after: updated,
        manager: {
          manager: 'edit',
          operation: 'Update',
          apiVersion: 'example.com/v1',
        },
        custom: true,
        time: TIME,
      }),
    };
    const result = apply(
      updated,
      { spec: { a: 2, b: { c: 3 } } },
      { manager: 'three' },
    );
    expect(
      result.kind === 'conflict' && applyConflictError(result.conflicts),
    ).toMatchObject({
      message: `Apply failed with 2 conflicts: conflicts with "one":
- .spec.a
conflicts with "edit" using example.com/v1 at 2026-01-01T00:00:00Z:
- .spec.b.c`,
    });
  });

  it('keeps an object whose fields nobody applies any more', () => {
    const live = applied(undefined, { spec: { a: 1 } });
    const empty = applied(live, {});
    expect(content(empty)).toEqual(object({}));
  });
});
