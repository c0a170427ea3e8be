import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { ReactNode } from 'react';
import { fluxFleetTranslationRef } from '../../translation';
import { quietText } from './quietText';

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

/** The way back; its children are list items, the last one without a link. */
export const BreadcrumbList = (props: { children: ReactNode }) => {
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  return (
    <nav aria-label={t('resource.breadcrumbs')}>
      <ol className={useStyles().list}>{props.children}</ol>
    </nav>
  );
};
