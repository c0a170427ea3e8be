import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import NativeSelect from '@material-ui/core/NativeSelect';
import { makeStyles } from '@material-ui/core/styles';
import ChevronLeftIcon from '@material-ui/icons/ChevronLeft';
import ChevronRightIcon from '@material-ui/icons/ChevronRight';
import FirstPageIcon from '@material-ui/icons/FirstPage';
import { Link, useLocation } from 'react-router-dom';
import {
  PAGE_SIZES,
  serializeFleetView,
  type FleetView,
  type PageSize,
} from '../../model/fleetView';
import { fluxFleetTranslationRef } from '../../translation';
import { quietText } from '../common/quietText';

/** Where the pages before this one start; kept in the browser's history, as cursors lead forward only. */
interface PagingState {
  previousCursors?: Array<string | null>;
}

const useStyles = makeStyles(
  theme => ({
    root: {
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      fontSize: '0.8125rem',
      fontVariantNumeric: 'tabular-nums',
      color: quietText(theme),
      whiteSpace: 'nowrap',
    },
    size: { fontSize: '0.8125rem' },
    label: { display: 'flex', alignItems: 'center', gap: theme.spacing(0.5) },
    buttons: { display: 'flex' },
  }),
  { name: 'FluxFleetPaging' },
);

/** Which rows these are of how many, and the way to the others. */
export const Paging = (props: {
  view: FleetView;
  shown: number;
  total: number;
  nextCursor: string | null;
  onPageSize: (size: PageSize) => void;
}) => {
  const { view, shown, total, nextCursor, onPageSize } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const state = useLocation().state as PagingState | null;
  const previousCursors = state?.previousCursors ?? [];
  const from = shown === 0 ? 0 : (view.page - 1) * view.pageSize + 1;
  // A link that somebody was sent brings no history: from there only the first page is known.
  const isAtStart = view.cursor === undefined;
  const knowsPrevious = !isAtStart && previousCursors.length > 0;
  const previous = knowsPrevious
    ? previousCursors[previousCursors.length - 1]
    : null;
  return (
    <div className={classes.root}>
      <label className={classes.label}>
        {t('table.perPage')}
        <NativeSelect
          disableUnderline
          className={classes.size}
          value={view.pageSize}
          onChange={event => onPageSize(Number(event.target.value) as PageSize)}
        >
          {PAGE_SIZES.map(size => (
            <option key={size} value={size}>
              {size}
            </option>
          ))}
        </NativeSelect>
      </label>
      <span>
        {t('table.range', {
          from: from.toLocaleString(),
          to: (shown === 0 ? 0 : from + shown - 1).toLocaleString(),
          total: total.toLocaleString(),
        })}
      </span>
      <div className={classes.buttons}>
        <IconButton
          size="small"
          component={Link}
          disabled={isAtStart}
          aria-label={
            knowsPrevious || isAtStart ? t('table.previous') : t('table.first')
          }
          to={{
            search: serializeFleetView({
              ...view,
              cursor: previous ?? undefined,
              page: knowsPrevious ? Math.max(1, view.page - 1) : 1,
            }),
          }}
          state={{ previousCursors: previousCursors.slice(0, -1) }}
        >
          {knowsPrevious || isAtStart ? <ChevronLeftIcon /> : <FirstPageIcon />}
        </IconButton>
        <IconButton
          size="small"
          component={Link}
          disabled={nextCursor === null}
          aria-label={t('table.next')}
          to={{
            search: serializeFleetView({
              ...view,
              cursor: nextCursor ?? view.cursor,
              page: view.page + 1,
            }),
          }}
          state={{ previousCursors: [...previousCursors, view.cursor ?? null] }}
        >
          <ChevronRightIcon />
        </IconButton>
      </div>
    </div>
  );
};
