import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ResourceFilter } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import Button from '@material-ui/core/Button';
import Popover from '@material-ui/core/Popover';
import { makeStyles } from '@material-ui/core/styles';
import ArrowDropDownIcon from '@material-ui/icons/ArrowDropDown';
import { useState } from 'react';
import { fluxFleetTranslationRef } from '../../translation';
import { FacetOptions } from './FacetOptions';
import type { Facet } from './facets';

const useStyles = makeStyles(
  theme => ({
    button: {
      height: 34,
      padding: theme.spacing(0, 1, 0, 1.5),
      fontSize: '0.8125rem',
      fontWeight: 400,
      letterSpacing: 0,
      textTransform: 'none',
      justifyContent: 'space-between',
      borderColor: theme.palette.divider,
    },
    chosen: { fontWeight: 600 },
    paper: {
      width: 300,
      maxWidth: 'calc(100vw - 32px)',
      fontFamily: theme.typography.fontFamily,
    },
  }),
  { name: 'FluxFleetFacetSelect' },
);

/** A list to choose values of one field from, with how many resources each would leave. */
export const FacetSelect = (props: {
  facet: Facet;
  filter: ResourceFilter;
  onChange: (values: string[] | undefined) => void;
}) => {
  const { facet, filter, onChange } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const chosen = filter[facet] ?? [];
  const field = t(`filter.field.${facet}`);
  const count = chosen.length > 0 ? ` (${chosen.length})` : '';
  return (
    <>
      <Button
        variant="outlined"
        size="small"
        className={classes.button}
        classes={{ label: chosen.length > 0 ? classes.chosen : undefined }}
        endIcon={<ArrowDropDownIcon />}
        aria-label={`${t('filter.choose', { field })}${count}`}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={event => setAnchor(event.currentTarget)}
      >
        {field}
        {count}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        PaperProps={{
          className: classes.paper,
          role: 'dialog',
          'aria-label': t('filter.choose', { field }),
        }}
      >
        <FacetOptions
          facet={facet}
          filter={filter}
          onChange={onChange}
          onClose={() => setAnchor(null)}
        />
      </Popover>
    </>
  );
};
