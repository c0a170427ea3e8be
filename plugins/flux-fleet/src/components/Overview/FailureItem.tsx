import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { FailureGroup } from '../../model/groupFailures';
import { searchFor } from '../../model/fleetView';
import { fluxFleetTranslationRef } from '../../translation';
import { Age } from '../Age/Age';
import { ResourceLink } from '../common/ResourceLink';
import { TextLink } from '../common/TextLink';
import { StatusShape } from '../StatusMark/StatusShape';
import { useItemStyles } from './useItemStyles';

/** One failure, wherever it shows: leads to the resource, or to the rows when there are several. */
export const FailureItem = (props: { group: FailureGroup }) => {
  const { kind, name, message, reason, resources, clusters, since } =
    props.group;
  const classes = useItemStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const [first] = resources;
  const text = message || reason || t('attention.noMessage');
  return (
    <li className={classes.item}>
      <span className={classes.shape}>
        <StatusShape
          status="Failed"
          isHollow={resources.every(({ stale }) => stale)}
        />
      </span>
      <div className={classes.body}>
        <div className={classes.message} title={text}>
          {text}
        </div>
        <div className={classes.where}>
          {kind}{' '}
          {resources.length === 1 ? (
            <ResourceLink resource={first} fromFleet>
              {name}
            </ResourceLink>
          ) : (
            <TextLink
              to={{
                search: searchFor({
                  kind: [kind],
                  name: [name],
                  status: ['Failed'],
                }),
              }}
            >
              {name}
            </TextLink>
          )}{' '}
          {clusters.length === 1
            ? t('attention.onCluster', { cluster: clusters[0] })
            : t('attention.onClusters', { number: String(clusters.length) })}
          {resources.length > clusters.length && (
            <> · {t('attention.resources', { count: resources.length })}</>
          )}
          {since && (
            <>
              {' · '}
              <Age time={since} say={age => t('attention.since', { age })} />
            </>
          )}
        </div>
      </div>
    </li>
  );
};
