import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ResourceDetail } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { makeStyles } from '@material-ui/core/styles';
import { fluxFleetTranslationRef } from '../../translation';
import { Age } from '../Age/Age';
import { Fact, FactList } from '../common/FactList';
import { LabelList } from '../common/LabelList';
import { Panel } from '../common/Panel';
import { useTableStyles } from '../common/useTableStyles';
import { CopyButton } from './CopyButton';
import { RelatedResource } from './RelatedResource';

const useStyles = makeStyles(
  theme => ({
    revision: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      // As tall as the button beside it.
      minHeight: 26,
    },
    plain: { margin: 0, padding: 0, listStyle: 'none' },
  }),
  { name: 'FluxFleetResourceFacts' },
);

/** What a resource runs, from where, and when it was last at it. */
export const ResourceFacts = (props: { detail: ResourceDetail }) => {
  const { resource, dependsOn } = props.detail;
  const { revision, shortRevision, source, lastReconciledAt, cluster } =
    resource;
  const classes = useStyles();
  const { mono } = useTableStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  return (
    <Panel title={t('resource.facts')} level={3}>
      <FactList>
        <Fact term={t('resource.revision')}>
          <span className={classes.revision}>
            <span className={mono} title={revision ?? undefined}>
              {shortRevision ?? t('resource.none')}
            </span>
            {revision && (
              <CopyButton text={revision} label={t('resource.copyRevision')} />
            )}
          </span>
        </Fact>
        <Fact term={t('resource.source')}>
          {source ? (
            <RelatedResource
              cluster={cluster}
              reference={{ ...source, group: null }}
            />
          ) : (
            t('resource.none')
          )}
        </Fact>
        <Fact term={t('resource.lastReconciled')}>
          {lastReconciledAt ? (
            <Age time={lastReconciledAt} say={age => t('age', { age })} />
          ) : (
            t('resource.unknown')
          )}
        </Fact>
        <Fact term={t('resource.apiVersion')}>
          <span className={mono}>
            {resource.group}/{resource.version}
          </span>
        </Fact>
        {dependsOn.length > 0 && (
          <Fact term={t('resource.dependsOn')} isWide>
            <ul className={classes.plain}>
              {dependsOn.map(reference => (
                <li key={JSON.stringify(reference)}>
                  <RelatedResource cluster={cluster} reference={reference} />
                </li>
              ))}
            </ul>
          </Fact>
        )}
        {Object.keys(resource.labels).length > 0 && (
          <Fact term={t('resource.labels')} isWide>
            <LabelList labels={resource.labels} />
          </Fact>
        )}
      </FactList>
    </Panel>
  );
};
