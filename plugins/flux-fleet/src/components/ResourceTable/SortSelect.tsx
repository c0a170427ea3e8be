import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ResourceSort } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import NativeSelect from '@material-ui/core/NativeSelect';
import { makeStyles } from '@material-ui/core/styles';
import { fluxFleetTranslationRef } from '../../translation';
import { RESOURCE_COLUMNS } from './columns';
import { quietText } from '../common/quietText';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      fontSize: '0.8125rem',
      color: quietText(theme),
    },
    select: { fontSize: '0.8125rem' },
  }),
  { name: 'FluxFleetSortSelect' },
);

/** Sorts where there are no headers to click on. */
export const SortSelect = (props: {
  sort: ResourceSort;
  onSort: (sort: ResourceSort) => void;
}) => {
  const { sort, onSort } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  return (
    <label className={classes.root}>
      {t('table.sortBy')}
      <NativeSelect
        disableUnderline
        className={classes.select}
        value={sort.replace(/^-/, '')}
        onChange={event => onSort(event.target.value as ResourceSort)}
      >
        {RESOURCE_COLUMNS.map(
          column =>
            column.sort && (
              <option key={column.id} value={column.sort}>
                {t(`table.column.${column.id}`)}
              </option>
            ),
        )}
      </NativeSelect>
    </label>
  );
};
