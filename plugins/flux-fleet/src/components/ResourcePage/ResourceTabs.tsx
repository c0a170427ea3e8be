import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ResourceDetail } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import Paper from '@material-ui/core/Paper';
import { makeStyles } from '@material-ui/core/styles';
import Tab from '@material-ui/core/Tab';
import Tabs from '@material-ui/core/Tabs';
import { useId } from 'react';
import { Link, useLocation } from 'react-router-dom';
import { fluxFleetTranslationRef } from '../../translation';
import { ConditionsTable } from './ConditionsTable';
import { EventsTable } from './EventsTable';
import { InventoryTable } from './InventoryTable';
import { YamlView } from './YamlView';

const TABS = ['overview', 'inventory', 'events', 'yaml'] as const;

const useStyles = makeStyles(
  theme => ({
    tabs: { borderBottom: `1px solid ${theme.palette.divider}` },
    tab: {
      minWidth: 0,
      minHeight: 44,
      textTransform: 'none',
      fontSize: '0.875rem',
      padding: theme.spacing(1, 2),
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: -2,
      },
    },
    // Scrolls by itself where tables and YAML are wider: by keyboard too, as it takes the focus.
    panel: {
      padding: theme.spacing(1, 2),
      minHeight: 160,
      overflowX: 'auto',
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: -2,
      },
    },
  }),
  { name: 'FluxFleetResourceTabs' },
);

/** The details of a resource, one at a time; which one is in the URL. */
export const ResourceTabs = (props: { detail: ResourceDetail }) => {
  const { detail } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const { search, state } = useLocation();
  const id = useId();
  const wanted = new URLSearchParams(search).get('tab');
  const current = TABS.find(tab => tab === wanted) ?? 'overview';

  const isKnown = detail.object !== null;
  const body = () => {
    switch (current) {
      case 'inventory':
        return (
          <InventoryTable
            entries={detail.inventory}
            cluster={detail.resource.cluster}
            isKnown={isKnown}
          />
        );
      case 'events':
        return <EventsTable name={detail.resource} isKnown={isKnown} />;
      case 'yaml':
        return <YamlView object={detail.object} />;
      default:
        return (
          <ConditionsTable conditions={detail.conditions} isKnown={isKnown} />
        );
    }
  };

  return (
    <Paper variant="outlined">
      <Tabs
        className={classes.tabs}
        value={current}
        indicatorColor="primary"
        textColor="inherit"
        variant="scrollable"
        scrollButtons="off"
        aria-label={t('tabs.label')}
      >
        {TABS.map(tab => (
          <Tab
            key={tab}
            value={tab}
            className={classes.tab}
            component={Link}
            to={{ search: tab === 'overview' ? '' : `?tab=${tab}` }}
            state={state}
            replace
            id={`${id}-${tab}`}
            aria-controls={tab === current ? `${id}-panel` : undefined}
            label={
              tab === 'inventory' && detail.inventory.length > 0
                ? `${t('tabs.inventory')} (${detail.inventory.length})`
                : t(`tabs.${tab}`)
            }
          />
        ))}
      </Tabs>
      <div
        className={classes.panel}
        role="tabpanel"
        tabIndex={0}
        id={`${id}-panel`}
        aria-labelledby={`${id}-${current}`}
      >
        {body()}
      </div>
    </Paper>
  );
};
