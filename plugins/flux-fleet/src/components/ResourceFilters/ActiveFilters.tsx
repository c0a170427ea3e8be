import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  STATUSES,
  type ResourceFilter,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import Button from '@material-ui/core/Button';
import ButtonBase from '@material-ui/core/ButtonBase';
import { makeStyles } from '@material-ui/core/styles';
import CloseIcon from '@material-ui/icons/Close';
import { fluxFleetTranslationRef } from '../../translation';
import { activeValues, without } from './activeValues';

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      margin: 0,
      padding: 0,
      listStyle: 'none',
    },
    chip: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.5),
      padding: theme.spacing(0.25, 1),
      fontSize: '0.8125rem',
      lineHeight: 1.5,
      textAlign: 'left',
      color: theme.palette.text.primary,
      backgroundColor: theme.palette.action.selected,
      borderRadius: theme.shape.borderRadius,
      overflowWrap: 'anywhere',
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 1,
      },
    },
    icon: { fontSize: 14 },
  }),
  { name: 'FluxFleetActiveFilters' },
);

/** What the table is narrowed to; each part can be taken away. Nothing while it is not. */
export const ActiveFilters = (props: {
  filter: ResourceFilter;
  onChange: (change: Partial<ResourceFilter>) => void;
  onClear: () => void;
}) => {
  const { filter, onChange, onClear } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const active = activeValues(filter);
  if (active.length === 0) return null;
  return (
    <ul className={classes.root} aria-label={t('filter.active')}>
      {active.map(entry => {
        const field = t(`filter.field.${entry.field}`);
        const status = STATUSES.find(known => known === entry.value);
        const value =
          entry.field === 'status' && status
            ? t(`status.${status}`)
            : entry.value;
        return (
          <li key={`${entry.field} ${entry.value}`}>
            <ButtonBase
              className={classes.chip}
              aria-label={t('filter.remove', { field, value })}
              onClick={() => onChange(without(filter, entry))}
            >
              {field}: {value}
              <CloseIcon className={classes.icon} />
            </ButtonBase>
          </li>
        );
      })}
      <li>
        <Button size="small" onClick={onClear}>
          {t('filter.clear')}
        </Button>
      </li>
    </ul>
  );
};
