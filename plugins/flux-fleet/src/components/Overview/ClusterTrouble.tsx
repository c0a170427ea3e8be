import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Cluster } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { isOutOfContact } from '../../model/clusterHealth';
import { searchFor } from '../../model/fleetView';
import { fluxFleetTranslationRef } from '../../translation';
import { Age } from '../Age/Age';
import { TextLink } from '../common/TextLink';
import { StatusShape } from '../StatusMark/StatusShape';
import { useItemStyles } from './useItemStyles';

/** A cluster that cannot be read, or not all of it, and why. */
export const ClusterTrouble = (props: { cluster: Cluster }) => {
  const { cluster } = props;
  const { health, unreadableKinds, name } = cluster;
  const classes = useItemStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const isLost = isOutOfContact(cluster);
  const kinds = unreadableKinds.map(({ kind }) => kind).join(', ');
  const message =
    isLost || unreadableKinds.length === 0
      ? health.message
      : t('attention.unreadable', { count: unreadableKinds.length, kinds });
  const since = isLost
    ? health.since
    : unreadableKinds.map(kind => kind.since).sort()[0] ?? health.since;
  return (
    <li className={classes.item}>
      <span className={classes.shape}>
        <StatusShape status="Unknown" />
      </span>
      <div className={classes.body}>
        <div>
          <TextLink to={{ search: searchFor({ cluster: [name] }) }}>
            {t('attention.cluster', {
              cluster: name,
              state: t(`clusters.health.${health.state}`),
            })}
          </TextLink>
        </div>
        <div className={classes.where}>
          {message}
          {message && ' · '}
          <Age time={since} say={age => t('attention.since', { age })} />
        </div>
      </div>
    </li>
  );
};
