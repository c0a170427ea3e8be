import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ResourceDetail } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { fluxFleetTranslationRef } from '../../translation';
import { Age } from '../Age/Age';
import { Panel } from '../common/Panel';
import { useTableStyles } from '../common/useTableStyles';
import { CopyButton } from './CopyButton';
import { RelatedResource } from './RelatedResource';
import { quietText } from '../common/quietText';

const useStyles = makeStyles(
  theme => ({
    list: {
      margin: 0,
      display: 'grid',
      gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 260px), 1fr))',
      gap: theme.spacing(1.5, 3),
    },
    term: { fontSize: '0.75rem', color: quietText(theme) },
    value: { margin: 0, fontSize: '0.875rem', overflowWrap: 'anywhere' },
    revision: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      // As tall as the button beside it.
      minHeight: 26,
    },
    wide: { gridColumn: '1 / -1' },
    plain: { margin: 0, padding: 0, listStyle: 'none' },
    labels: {
      margin: 0,
      padding: 0,
      listStyle: 'none',
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.25, 2),
    },
  }),
  { name: 'FluxFleetResourceFacts' },
);

const Fact = (props: {
  term: string;
  isWide?: boolean;
  children: ReactNode;
}) => {
  const classes = useStyles();
  return (
    <div className={props.isWide ? classes.wide : undefined}>
      <dt className={classes.term}>{props.term}</dt>
      <dd className={classes.value}>{props.children}</dd>
    </div>
  );
};

/** What a resource runs, from where, and when it was last at it. */
export const ResourceFacts = (props: { detail: ResourceDetail }) => {
  const { resource, dependsOn } = props.detail;
  const { revision, shortRevision, source, lastReconciledAt, cluster } =
    resource;
  const classes = useStyles();
  const { mono } = useTableStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const labels = Object.entries(resource.labels);
  return (
    <Panel title={t('resource.facts')} level={3}>
      <dl className={classes.list}>
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
        {labels.length > 0 && (
          <Fact term={t('resource.labels')} isWide>
            <ul className={classes.labels}>
              {labels.map(([key, value]) => (
                <li key={key} className={mono}>
                  {value ? `${key}=${value}` : key}
                </li>
              ))}
            </ul>
          </Fact>
        )}
      </dl>
    </Panel>
  );
};
