import { setTimeout as sleep } from 'node:timers/promises';
import { KubernetesObject } from '../apiserver/types';
import { conditionOf } from '../flux/machinery/conditions';
import { RunningFleet } from './FleetOptions';
import { startFleet } from './startFleet';

const PATH =
  '/apis/kustomize.toolkit.fluxcd.io/v1/namespaces/checkout/kustomizations/checkout';

/** A client of one cluster that knows nothing but its address and token. */
function clientOf(fleet: RunningFleet, name: string) {
  const { server, token } = fleet.simulator.cluster(name);
  return async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const response = await fetch(`${server}${path}`, {
      ...init,
      headers: { authorization: `Bearer ${token}`, ...init.headers },
      signal: AbortSignal.timeout(10_000),
    });
    expect(response.status).toBe(200);
    return (await response.json()) as T;
  };
}

describe('a demo fleet over HTTP', () => {
  let fleet: RunningFleet;
  beforeAll(async () => {
    fleet = await startFleet({
      intervals: 'off',
      progress: { minimum: 1, maximum: 20 },
    });
  });
  afterAll(() => fleet.close());

  it('becomes Ready where it had failed when somebody asks for a reconcile', async () => {
    const request = clientOf(fleet, 'prod-eu-1');
    const before = await request<KubernetesObject>(PATH);
    expect(conditionOf(before, 'Ready')).toMatchObject({
      status: 'False',
      reason: 'HealthCheckFailed',
    });
    const token = '2026-01-15T12:00:00.000000001Z';
    await request(`${PATH}?fieldManager=flux-fleet`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/merge-patch+json' },
      body: JSON.stringify({
        metadata: {
          annotations: { 'reconcile.fluxcd.io/requestedAt': token },
        },
      }),
    });
    let now: KubernetesObject = before;
    while (now.status?.lastHandledReconcileAt !== token) {
      await sleep(10);
      now = await request<KubernetesObject>(PATH);
    }
    expect(conditionOf(now, 'Ready')).toMatchObject({
      status: 'True',
      reason: 'ReconciliationSucceeded',
    });
    const events = await request<{ items: Array<{ reason: string }> }>(
      '/api/v1/namespaces/checkout/events',
    );
    expect(events.items.map(({ reason }) => reason).sort()).toEqual([
      'HealthCheckFailed',
      'ReconciliationSucceeded',
    ]);
  });

  it.each([
    ['prod-eu-1', 'image.toolkit.fluxcd.io', ['v1', 'v1beta2']],
    ['edge-hamburg-1', 'image.toolkit.fluxcd.io', ['v1beta2', 'v1beta1']],
    ['qa-eu-1', 'fluxcd.controlplane.io', undefined],
  ])(
    'serves on %s the versions of %s that its release has',
    async (name, group, versions) => {
      const { groups } = await clientOf(
        fleet,
        name,
      )<{
        groups: Array<{ name: string; versions: Array<{ version: string }> }>;
      }>('/apis');
      const found = groups.find(({ name: served }) => served === group);
      expect(found?.versions.map(({ version }) => version)).toEqual(versions);
    },
  );
});
