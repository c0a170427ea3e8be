import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ClusterDetail } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { plainVersion } from '../../model/countVersions';
import { fluxFleetTranslationRef } from '../../translation';
import { Age } from '../Age/Age';
import { Fact, FactList } from '../common/FactList';
import { LabelList } from '../common/LabelList';
import { Panel } from '../common/Panel';

/** What a cluster is. */
export const ClusterFacts = (props: { cluster: ClusterDetail }) => {
  const { versions, dns, source, lastSyncedAt, labels } = props.cluster;
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const unknown = t('cluster.unknown');
  return (
    <Panel title={t('cluster.facts')} level={3}>
      <FactList>
        <Fact term={t('cluster.flux')}>
          {plainVersion(versions.flux) ?? unknown}
        </Fact>
        <Fact term={t('cluster.kubernetes')}>
          {plainVersion(versions.kubernetes) ?? unknown}
        </Fact>
        {versions.operator && (
          <Fact term={t('cluster.operator')}>
            {plainVersion(versions.operator)}
          </Fact>
        )}
        <Fact term={t('cluster.dns')}>{dns ?? t('cluster.none')}</Fact>
        <Fact term={t('cluster.source')}>{source}</Fact>
        <Fact term={t('cluster.lastSynced')}>
          {lastSyncedAt ? (
            <Age time={lastSyncedAt} say={age => t('age', { age })} />
          ) : (
            t('cluster.never')
          )}
        </Fact>
        {Object.keys(labels).length > 0 && (
          <Fact term={t('cluster.labels')} isWide>
            <LabelList labels={labels} />
          </Fact>
        )}
      </FactList>
    </Panel>
  );
};
