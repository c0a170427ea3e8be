import {
  AuthorizeResult,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
} from '@backstage/plugin-permission-node';
import fc from 'fast-check';
import { ClusterStore } from '../clusters/ClusterStore';
import { testDatabases } from '../database/__testUtils__/testDatabases';
import { seedIndex } from '../resources/read/__testUtils__/seedIndex';
import { KnexResourceReader } from '../resources/read/KnexResourceReader';
import { fluxClusterConditions, fluxResourceConditions } from './conditions';
import { isInScope } from './isInScope';
import { clusterRules } from './rules/cluster';
import { resourceRules } from './rules/resource';

jest.setTimeout(60_000);

const databases = testDatabases();

const rulesetOf = (rules: Record<string, { name: string }>) =>
  ({
    getRuleByName: (name: string) =>
      Object.values(rules).find(rule => rule.name === name),
  } as never);

const some = (values: string[]) => fc.subarray(values);
const NAMES = ['eu', 'us', 'qa'];
const LABEL = fc.record(
  { key: fc.constantFrom('team', 'tier'), value: fc.constantFrom('a', 'b') },
  { requiredKeys: ['key'] },
);

function criteriaOf<T>(
  leaf: fc.Arbitrary<T>,
): fc.Arbitrary<PermissionCriteria<T>> {
  return fc.letrec<{ node: PermissionCriteria<T> }>(tie => {
    const many = fc.array(tie('node'), { minLength: 1, maxLength: 3 });
    return {
      node: fc.oneof(
        { maxDepth: 3 },
        leaf as fc.Arbitrary<PermissionCriteria<T>>,
        many.map(allOf => ({ allOf } as unknown as PermissionCriteria<T>)),
        many.map(anyOf => ({ anyOf } as unknown as PermissionCriteria<T>)),
        tie('node').map(not => ({ not } as PermissionCriteria<T>)),
      ),
    };
  }).node;
}

const clusters = [
  { name: 'eu', environment: 'prod', labels: { team: 'a' } },
  { name: 'us', environment: 'prod', labels: { team: 'b', tier: 'a' } },
  { name: 'qa', environment: 'qa' },
];

const resources = NAMES.flatMap(cluster => [
  { cluster, name: 'x', namespace: 'apps', labels: { team: 'a' } },
  { cluster, name: 'y', namespace: 'flux-system', labels: { tier: 'b' } },
  { cluster, name: 'z', namespace: 'apps', kind: 'HelmRelease', labels: {} },
]);

describe.each(databases.eachSupportedId())('permission rules, %p', id => {
  const prepare = async () => {
    const knex = await databases.init(id);
    await seedIndex(knex, {
      clusters: clusters.map(
        c => ({ labels: {}, ...c } as (typeof clusters)[0]),
      ) as never,
      resources: resources as never,
    });
    return knex;
  };

  it('of resources mean the same for a loaded resource and in a query', async () => {
    const reader = KnexResourceReader.create({ knex: await prepare() });
    const all = await reader.list({
      filter: {},
      scope: 'all',
      sort: 'name',
      limit: 100,
    });
    const loaded = await reader.getMany(all.items);
    const ruleset = rulesetOf(resourceRules);
    const isAllowed = createConditionAuthorizer(ruleset);
    const transform = createConditionTransformer(ruleset);
    const leaf = fc.oneof(
      some(NAMES).map(names =>
        fluxResourceConditions.isCluster({ clusters: names }),
      ),
      some(['prod', 'qa']).map(environments =>
        fluxResourceConditions.hasEnvironment({ environments }),
      ),
      LABEL.map(label => fluxResourceConditions.hasClusterLabel(label)),
      some(['apps', 'flux-system']).map(namespaces =>
        fluxResourceConditions.isInNamespace({ namespaces }),
      ),
      some(['Kustomization', 'HelmRelease']).map(kinds =>
        fluxResourceConditions.isOfKind({ kinds }),
      ),
      LABEL.map(label => fluxResourceConditions.hasLabel(label)),
    );
    await fc.assert(
      fc.asyncProperty(criteriaOf(leaf), async conditions => {
        const decision: PolicyDecision = {
          result: AuthorizeResult.CONDITIONAL,
          pluginId: 'flux-fleet',
          resourceType: 'flux-resource',
          conditions: conditions as never,
        };
        const expected = loaded
          .filter(resource => isAllowed(decision, resource))
          .map(resource => [resource!.cluster, resource!.name]);
        const page = await reader.list({
          filter: {},
          scope: transform(conditions as never) as never,
          sort: 'name',
          limit: 100,
        });
        expect(page.items.map(r => [r.cluster, r.name])).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('of clusters mean the same for a loaded cluster, a scope and a query', async () => {
    const store = ClusterStore.create({ knex: await prepare() });
    const all = await store.list({ filter: {}, scope: 'all', limit: 100 });
    const ruleset = rulesetOf(clusterRules);
    const isAllowed = createConditionAuthorizer(ruleset);
    const transform = createConditionTransformer(ruleset);
    const leaf = fc.oneof(
      some(NAMES).map(names =>
        fluxClusterConditions.isCluster({ clusters: names }),
      ),
      some(['prod', 'qa']).map(environments =>
        fluxClusterConditions.hasEnvironment({ environments }),
      ),
      LABEL.map(label => fluxClusterConditions.hasClusterLabel(label)),
    );
    await fc.assert(
      fc.asyncProperty(criteriaOf(leaf), async conditions => {
        const decision: PolicyDecision = {
          result: AuthorizeResult.CONDITIONAL,
          pluginId: 'flux-fleet',
          resourceType: 'flux-cluster',
          conditions: conditions as never,
        };
        const scope = transform(conditions as never) as never;
        const expected = all.items
          .filter(c => isAllowed(decision, c))
          .map(c => c.name);
        const page = await store.list({ filter: {}, scope, limit: 100 });
        expect(page.items.map(c => c.name)).toEqual(expected);
        expect(
          all.items.filter(c => isInScope(c, scope)).map(c => c.name),
        ).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});
