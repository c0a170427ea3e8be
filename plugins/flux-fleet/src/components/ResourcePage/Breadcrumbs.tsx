import { useRouteRef } from '@backstage/core-plugin-api';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ResourceName } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { makeStyles } from '@material-ui/core/styles';
import { useLocation } from 'react-router-dom';
import { searchFor } from '../../model/fleetView';
import { rootRouteRef } from '../../routes';
import { fluxFleetTranslationRef } from '../../translation';
import type { ResourceLinkState } from '../common/ResourceLink';
import { TextLink } from '../common/TextLink';
import { quietText } from '../common/quietText';

const useStyles = makeStyles(
  theme => ({
    list: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(1),
      margin: 0,
      padding: 0,
      listStyle: 'none',
      fontSize: '0.875rem',
      color: quietText(theme),
      overflowWrap: 'anywhere',
      '& li + li::before': {
        content: '"/"',
        marginRight: theme.spacing(1),
      },
    },
  }),
  { name: 'FluxFleetBreadcrumbs' },
);

/** The way back: to the rows somebody came from, and to everything on the cluster. */
export const Breadcrumbs = (props: { name: ResourceName }) => {
  const { cluster, namespace, name } = props.name;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const root = useRouteRef(rootRouteRef)();
  const state = useLocation().state as ResourceLinkState | null;
  return (
    <nav aria-label={t('resource.breadcrumbs')}>
      <ol className={classes.list}>
        <li>
          <TextLink to={{ pathname: root, search: state?.fleetSearch ?? '' }}>
            {t('resource.back')}
          </TextLink>
        </li>
        <li>
          <TextLink
            to={{ pathname: root, search: searchFor({ cluster: [cluster] }) }}
          >
            {cluster}
          </TextLink>
        </li>
        <li>
          <TextLink
            to={{
              pathname: root,
              search: searchFor({
                cluster: [cluster],
                namespace: [namespace],
              }),
            }}
          >
            {namespace}
          </TextLink>
        </li>
        <li aria-current="page">{name}</li>
      </ol>
    </nav>
  );
};
