import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Cluster } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { useCallback } from 'react';
import { useNow } from '../../hooks/useNow';
import { formatSeconds } from '../../model/formatSeconds';
import { isReportOld, isSynced, noticeableLag } from '../../model/syncTroubles';
import { fluxFleetTranslationRef } from '../../translation';
import { Age } from '../Age/Age';

/** What is off with the sync of a cluster, in few words; nothing when nothing is. */
export const SyncTroubles = (props: { cluster: Cluster }) => {
  const { sync, health } = props.cluster;
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const isOld = useNow(
    useCallback(now => sync !== null && isReportOld(sync, now), [sync]),
  );
  if (!sync || !isSynced(health.state)) return null;
  if (isOld) {
    return (
      <Age
        time={sync.reportedAt}
        say={age =>
          t('clusterTable.sync', {
            troubles: t('clusterTable.silent', { age }),
          })
        }
      />
    );
  }
  const lag = noticeableLag(sync);
  const troubles = [
    lag && t('clusterTable.behind', { time: formatSeconds(lag) }),
    sync.errors > 0 && t('clusterTable.errors', { count: sync.errors }),
  ].filter(Boolean);
  if (troubles.length === 0) return null;
  return <>{t('clusterTable.sync', { troubles: troubles.join(', ') })}</>;
};
