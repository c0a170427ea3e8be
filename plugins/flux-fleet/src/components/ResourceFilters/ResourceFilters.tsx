import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ResourceFilter } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import FilterListIcon from '@material-ui/icons/FilterList';
import { useId, useState } from 'react';
import { fluxFleetTranslationRef } from '../../translation';
import { PHONE_QUERY } from '../common/isPhone';
import { ActiveFilters } from './ActiveFilters';
import { activeValues } from './activeValues';
import { FacetSelect } from './FacetSelect';
import { FACETS } from './facets';
import { TextFilter } from './TextFilter';

const useStyles = makeStyles(
  theme => ({
    root: { display: 'grid', gap: theme.spacing(1), minWidth: 0 },
    row: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(1),
    },
    folded: {
      display: 'grid',
      gridTemplateColumns: 'repeat(2, minmax(0, 1fr))',
      gap: theme.spacing(1),
      paddingTop: theme.spacing(1),
    },
  }),
  { name: 'FluxFleetResourceFilters' },
);

/** Narrows the table; on a phone all but the text folds away behind a button. */
export const ResourceFilters = (props: {
  filter: ResourceFilter;
  onChange: (
    change: Partial<ResourceFilter>,
    options?: { replace?: boolean },
  ) => void;
  onClear: () => void;
}) => {
  const { filter, onChange, onClear } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const isPhone = useMediaQuery(PHONE_QUERY, { noSsr: true });
  const [isOpen, setOpen] = useState(false);
  const foldId = useId();
  const count = activeValues(filter).length;

  const text = (
    <TextFilter
      value={filter.q ?? ''}
      onChange={q => onChange({ q: q || undefined }, { replace: true })}
    />
  );
  const selects = FACETS.map(facet => (
    <FacetSelect
      key={facet}
      facet={facet}
      filter={filter}
      onChange={values => onChange({ [facet]: values })}
    />
  ));

  return (
    <div className={classes.root} role="search" aria-label={t('filter.title')}>
      <div className={classes.row}>
        {text}
        {isPhone ? (
          <Button
            variant="outlined"
            size="small"
            startIcon={<FilterListIcon />}
            aria-expanded={isOpen}
            aria-controls={foldId}
            onClick={() => setOpen(open => !open)}
          >
            {count > 0
              ? t('filter.showCount', { number: String(count) })
              : t('filter.show')}
          </Button>
        ) : (
          selects
        )}
      </div>
      {isPhone && (
        <div id={foldId} className={isOpen ? classes.folded : undefined}>
          {isOpen && selects}
        </div>
      )}
      <ActiveFilters filter={filter} onChange={onChange} onClear={onClear} />
    </div>
  );
};
