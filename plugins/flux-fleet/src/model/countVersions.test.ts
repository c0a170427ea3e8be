import type { Cluster } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { countVersions } from './countVersions';

const cluster = (flux: string | null) =>
  ({ versions: { kubernetes: null, flux, operator: null } } as Cluster);

describe('countVersions', () => {
  it('counts the clusters of each version, the newest first and the unknown last', () => {
    const clusters = ['v2.8.8', null, 'v2.10.0', '2.8.8', 'v2.9.4'].map(
      cluster,
    );
    expect(countVersions(clusters)).toEqual([
      { version: '2.10.0', count: 1 },
      { version: '2.9.4', count: 1 },
      { version: '2.8.8', count: 2 },
      { version: null, count: 1 },
    ]);
  });
});
