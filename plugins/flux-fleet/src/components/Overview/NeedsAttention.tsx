import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Cluster } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { makeStyles } from '@material-ui/core/styles';
import { useMemo } from 'react';
import { useResources } from '../../hooks/useResources';
import { isInContact, isOutOfContact } from '../../model/clusterHealth';
import { searchFor } from '../../model/fleetView';
import { groupFailures } from '../../model/groupFailures';
import { fluxFleetTranslationRef } from '../../translation';
import { Loading } from '../common/Loading';
import { Panel } from '../common/Panel';
import { TextLink } from '../common/TextLink';
import { StatusShape } from '../StatusMark/StatusShape';
import { ClusterTrouble } from './ClusterTrouble';
import { FailureItem } from './FailureItem';

/** How many entries there are at most, so that the table below stays where it is; and how many of them are clusters. */
const SHOWN_ENTRIES = 5;
const SHOWN_CLUSTERS = 3;
/** How many failed resources are looked through for groups: the most recent ones. */
const READ_FAILURES = 200;

const useStyles = makeStyles(
  theme => ({
    list: { margin: 0, padding: 0, listStyle: 'none' },
    nothing: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      margin: 0,
      fontSize: '0.875rem',
    },
    more: { fontSize: '0.875rem', marginTop: theme.spacing(1) },
  }),
  { name: 'FluxFleetNeedsAttention' },
);

/** What failed, the same failure on many clusters as one, and which clusters cannot be read. */
export const NeedsAttention = (props: { clusters: Cluster[] | undefined }) => {
  const clusters = props.clusters ?? [];
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const failures = useResources({
    filter: { status: ['Failed'] },
    sort: 'since',
    limit: READ_FAILURES,
  });
  const groups = useMemo(
    () => groupFailures(failures.data?.items ?? []),
    [failures.data],
  );
  const troubled = clusters.filter(
    cluster => isOutOfContact(cluster) || cluster.unreadableKinds.length > 0,
  );
  const shownClusters = troubled.slice(0, SHOWN_CLUSTERS);
  const shown = groups.slice(0, SHOWN_ENTRIES - shownClusters.length);
  const shownResources = shown.reduce(
    (sum, { resources }) => sum + resources.length,
    0,
  );
  const more = (failures.data?.totalItems ?? 0) - shownResources;
  const moreClusters = troubled.length - SHOWN_CLUSTERS;
  const isBlind = clusters.some(({ health }) => health.state === 'connecting');
  const isAnySeen = clusters.some(isInContact);
  const isNothingKnown = isBlind && !isAnySeen && troubled.length === 0;
  return (
    <Panel title={t('attention.title')} level={2}>
      {!failures.data && !failures.refusal && (
        <Loading label={t('attention.loading')} height={96} />
      )}
      {failures.data && groups.length === 0 && isAnySeen && (
        <p className={classes.nothing}>
          <StatusShape status="Ready" isHollow={isBlind} />
          {isBlind || troubled.length > 0
            ? t('attention.nothingOfKnown')
            : t('attention.nothing')}
        </p>
      )}
      {failures.data && groups.length === 0 && isNothingKnown && (
        <p className={classes.nothing}>
          <StatusShape status="Unknown" />
          {t('attention.nothingKnown')}
        </p>
      )}
      <ul className={classes.list}>
        {shownClusters.map(cluster => (
          <ClusterTrouble key={cluster.uid} cluster={cluster} />
        ))}
        {shown.map(group => (
          <FailureItem
            key={JSON.stringify([group.kind, group.name, group.message])}
            group={group}
          />
        ))}
      </ul>
      {more > 0 && (
        <div className={classes.more}>
          <TextLink to={{ search: searchFor({ status: ['Failed'] }) }}>
            {t('attention.more', { count: more })}
          </TextLink>
        </div>
      )}
      {moreClusters > 0 && (
        <div className={classes.more}>
          {t('attention.moreClusters', { count: moreClusters })}
        </div>
      )}
    </Panel>
  );
};
