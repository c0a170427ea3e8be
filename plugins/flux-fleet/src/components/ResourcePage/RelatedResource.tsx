import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ObjectReference } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { makeStyles } from '@material-ui/core/styles';
import { useResources } from '../../hooks/useResources';
import { fluxFleetTranslationRef } from '../../translation';
import { ResourceLink } from '../common/ResourceLink';
import { VisuallyHidden } from '../common/VisuallyHidden';
import { StatusShape } from '../StatusMark/StatusShape';
import { quietText } from '../common/quietText';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'baseline',
      gap: theme.spacing(0.75),
    },
    quiet: { color: quietText(theme) },
    // Keeps its place while the status is looked up.
    shape: { width: 12, flexShrink: 0 },
  }),
  { name: 'FluxFleetRelatedResource' },
);

/** Another resource on the same cluster, with its status: a link when the index has it. */
export const RelatedResource = (props: {
  cluster: string;
  reference: ObjectReference;
}) => {
  const { cluster, reference } = props;
  const { kind, namespace, name, group } = reference;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const found = useResources({
    filter: {
      cluster: [cluster],
      kind: [kind],
      namespace: namespace ? [namespace] : undefined,
      name: [name],
    },
    limit: 5,
  });
  const resource = found.data?.items.find(
    item => group === null || item.group === group,
  );
  const text = `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
  return (
    <span className={classes.root}>
      <span className={classes.shape}>
        {resource && (
          <>
            <StatusShape status={resource.status} isHollow={resource.stale} />
            <VisuallyHidden>{t(`status.${resource.status}`)}</VisuallyHidden>
          </>
        )}
      </span>
      {resource ? (
        <ResourceLink resource={resource}>{text}</ResourceLink>
      ) : (
        <span>
          {text}{' '}
          {found.data && (
            <span className={classes.quiet}>({t('resource.notInIndex')})</span>
          )}
        </span>
      )}
    </span>
  );
};
