import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  STATUSES,
  type ResourceFilter,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import Button from '@material-ui/core/Button';
import Checkbox from '@material-ui/core/Checkbox';
import InputBase from '@material-ui/core/InputBase';
import { makeStyles } from '@material-ui/core/styles';
import { useState } from 'react';
import { useSummary } from '../../hooks/useSummary';
import { fluxFleetTranslationRef } from '../../translation';
import { StatusShape } from '../StatusMark/StatusShape';
import { facetOptions } from './facetOptions';
import type { Facet } from './facets';
import { quietText } from '../common/quietText';

/** From this many options on there is a field to find one. */
const FIND_FROM = 10;

const useStyles = makeStyles(
  theme => ({
    find: {
      width: '100%',
      padding: theme.spacing(0.5, 2),
      fontSize: '0.875rem',
      borderBottom: `1px solid ${theme.palette.divider}`,
    },
    options: {
      margin: 0,
      padding: theme.spacing(0.5, 0),
      listStyle: 'none',
      height: 'max-content',
      maxHeight: 320,
      overflowY: 'auto',
    },
    option: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      padding: theme.spacing(0.25, 2, 0.25, 1),
      fontSize: '0.875rem',
      cursor: 'pointer',
      '&:hover': { backgroundColor: theme.palette.action.hover },
    },
    checkbox: { padding: theme.spacing(0.5) },
    value: { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
    count: {
      color: quietText(theme),
      fontVariantNumeric: 'tabular-nums',
    },
    note: {
      padding: theme.spacing(1, 2),
      fontSize: '0.875rem',
      color: quietText(theme),
    },
    foot: {
      display: 'flex',
      justifyContent: 'space-between',
      padding: theme.spacing(0.5, 1),
      borderTop: `1px solid ${theme.palette.divider}`,
    },
  }),
  { name: 'FluxFleetFacetOptions' },
);

/** The values of a field as checkboxes, counted with all the other filters applied. */
export const FacetOptions = (props: {
  facet: Facet;
  filter: ResourceFilter;
  onChange: (values: string[] | undefined) => void;
  onClose: () => void;
}) => {
  const { facet, filter, onChange, onClose } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const [find, setFind] = useState('');
  const others: ResourceFilter = { ...filter };
  delete others[facet];
  const summary = useSummary({ by: facet, filter: others });
  const chosen: readonly string[] = filter[facet] ?? [];
  const options = facetOptions({ facet, summary: summary.data, chosen });
  const shown = options.filter(({ value }) =>
    value.toLowerCase().includes(find.trim().toLowerCase()),
  );
  const field = t(`filter.field.${facet}`);

  const toggle = (value: string) => {
    const next = chosen.includes(value)
      ? chosen.filter(v => v !== value)
      : [...chosen, value];
    onChange(next.length > 0 ? next : undefined);
  };

  return (
    <>
      {options.length >= FIND_FROM && (
        <InputBase
          className={classes.find}
          value={find}
          onChange={event => setFind(event.target.value)}
          placeholder={t('filter.find', { field: field.toLowerCase() })}
          inputProps={{ 'aria-label': t('filter.find', { field }) }}
        />
      )}
      {shown.length === 0 && (
        <div className={classes.note}>
          {summary.data ? t('filter.noOption') : t('filter.loading')}
        </div>
      )}
      <ul className={classes.options}>
        {shown.map(({ value, count }) => {
          const status =
            facet === 'status' && STATUSES.find(known => known === value);
          return (
            <li key={value}>
              <label className={classes.option}>
                <Checkbox
                  size="small"
                  color="primary"
                  className={classes.checkbox}
                  checked={chosen.includes(value)}
                  onChange={() => toggle(value)}
                />
                {status && <StatusShape status={status} />}
                <span className={classes.value}>
                  {status ? t(`status.${status}`) : value}
                </span>{' '}
                <span className={classes.count}>{count.toLocaleString()}</span>
              </label>
            </li>
          );
        })}
      </ul>
      <div className={classes.foot}>
        <Button
          size="small"
          disabled={chosen.length === 0}
          onClick={() => onChange(undefined)}
        >
          {t('filter.any')}
        </Button>
        <Button size="small" color="primary" onClick={onClose}>
          {t('filter.close')}
        </Button>
      </div>
    </>
  );
};
