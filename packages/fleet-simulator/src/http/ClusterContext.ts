import { ApiServer } from '../apiserver/ApiServer';
import { KindStore } from '../apiserver/store/KindStore';
import { Faults } from '../faults/Faults';
import { Authorizer } from './Authorizer';
import { ClusterStats } from './ClusterStats';
import { WatchStream } from './WatchStream';

/** What the handlers of one cluster's requests share. */
export interface ClusterContext {
  readonly name: string;
  readonly kubernetesVersion: string;
  readonly api: ApiServer;
  readonly faults: Faults;
  readonly authorizer: Authorizer;
  readonly stats: ClusterStats;
  readonly watches: Set<WatchStream>;
}

/** The kinds that are served now. */
export function servedKinds(cluster: ClusterContext): KindStore[] {
  return cluster.api.store
    .kinds()
    .filter(
      ({ definition }) =>
        !cluster.faults.isUnserved(definition.group, definition.plural),
    );
}
