import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import { makeStyles } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { useFleetView } from '../../hooks/useFleetView';
import { useResources } from '../../hooks/useResources';
import { isUnfiltered } from '../../model/fleetView';
import { fluxFleetTranslationRef } from '../../translation';
import { PHONE_QUERY } from '../common/isPhone';
import { Loading } from '../common/Loading';
import { Panel } from '../common/Panel';
import { Refusal } from '../common/Refusal';
import { ResourceFilters } from '../ResourceFilters/ResourceFilters';
import { Paging } from '../ResourceTable/Paging';
import { ResourceCards } from '../ResourceTable/ResourceCards';
import { SortSelect } from '../ResourceTable/SortSelect';
import { ResourceTable } from '../ResourceTable/ResourceTable';
import { quietText } from '../common/quietText';

const useStyles = makeStyles(
  theme => ({
    filters: { marginBottom: theme.spacing(1) },
    // Stays in sight at the end of the window while the rows are longer than it.
    foot: {
      position: 'sticky',
      bottom: 0,
      zIndex: 1,
      display: 'flex',
      justifyContent: 'flex-end',
      minHeight: 46,
      margin: theme.spacing(0, -2, -1.5),
      padding: theme.spacing(1, 2),
      backgroundColor: theme.palette.background.paper,
      borderTop: `1px solid ${theme.palette.divider}`,
      borderRadius: theme.shape.borderRadius,
      // On a phone the portal's own bar is there.
      [theme.breakpoints.down('xs')]: { position: 'static' },
    },
    none: {
      padding: theme.spacing(4, 0),
      textAlign: 'center',
      fontSize: '0.875rem',
      color: quietText(theme),
    },
    rows: { position: 'relative' },
    // Over the rows, which stay readable and where they are while others are read.
    refreshing: {
      position: 'absolute',
      top: 0,
      left: 0,
      right: 0,
      height: 2,
      zIndex: 1,
    },
  }),
  { name: 'FluxFleetResourceList' },
);

/** The resources that the URL asks for. */
export const ResourceList = () => {
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const isPhone = useMediaQuery(PHONE_QUERY, { noSsr: true });
  const { view, setView, setFilter } = useFleetView();
  const { filter, sort, pageSize, cursor } = view;
  const resources = useResources({ filter, sort, limit: pageSize, cursor });
  const page = resources.data;

  const paging = page && (
    <Paging
      view={view}
      shown={page.items.length}
      total={page.totalItems}
      nextCursor={page.nextCursor}
      onPageSize={size => setView({ pageSize: size })}
    />
  );

  const firstPage = (
    <Button size="small" color="primary" onClick={() => setView({})}>
      {t('table.first')}
    </Button>
  );

  const body = () => {
    if (resources.refusal) {
      return (
        <Refusal
          error={resources.refusal}
          action={cursor ? firstPage : undefined}
        />
      );
    }
    if (!page) return <Loading label={t('table.loading')} height={480} />;
    if (page.items.length === 0) {
      return (
        <div className={classes.none}>
          {cursor && page.totalItems > 0 && (
            <>
              {t('table.noneOnPage')} {firstPage}
            </>
          )}
          {!(cursor && page.totalItems > 0) &&
            t(isUnfiltered(filter) ? 'table.none' : 'table.noMatch')}
        </div>
      );
    }
    return isPhone ? (
      <>
        <SortSelect sort={sort} onSort={next => setView({ sort: next })} />
        <ResourceCards resources={page.items} />
      </>
    ) : (
      <ResourceTable
        resources={page.items}
        sort={sort}
        onSort={next => setView({ sort: next })}
      />
    );
  };

  return (
    <Panel title={t('table.title')} level={2}>
      <div className={classes.filters}>
        <ResourceFilters
          filter={filter}
          onChange={setFilter}
          onClear={() => setView({ filter: {} })}
        />
      </div>
      <div
        className={classes.rows}
        aria-busy={resources.isPlaceholderData || !page}
      >
        {resources.isPlaceholderData && !resources.refusal && (
          <LinearProgress
            className={classes.refreshing}
            aria-label={t('table.loading')}
          />
        )}
        {body()}
      </div>
      <div className={classes.foot}>{paging}</div>
    </Panel>
  );
};
