import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ClusterKindSync } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { makeStyles } from '@material-ui/core/styles';
import { formatSeconds } from '../../model/formatSeconds';
import { fluxFleetTranslationRef } from '../../translation';
import { Age } from '../Age/Age';
import { useTableStyles } from '../common/useTableStyles';
import { StatusShape } from '../StatusMark/StatusShape';

const useStyles = makeStyles(
  theme => ({
    // The shape alone has the colour: as text it is too weak on some rows.
    failed: {
      display: 'inline-flex',
      alignItems: 'baseline',
      gap: theme.spacing(0.75),
      fontWeight: 600,
    },
  }),
  { name: 'FluxFleetKindState' },
);

/** How the sync of a kind is, in words, and why where it fails. */
export const KindState = (props: {
  kind: ClusterKindSync;
  message: string | undefined;
}) => {
  const { state, watchingSince } = props.kind;
  const { failed } = useStyles();
  const { quiet } = useTableStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  if (state === 'watching' && watchingSince) {
    return (
      <Age
        time={watchingSince}
        say={age => t('sync.state.watchingFor', { age })}
      />
    );
  }
  if (state !== 'failed') return <>{t(`sync.state.${state}`)}</>;
  return (
    <>
      <span className={failed}>
        <StatusShape status="Failed" />
        {t('sync.state.failed')}
      </span>
      {props.message && <div className={quiet}>{props.message}</div>}
    </>
  );
};

/** When a kind was listed as a whole, and how long that took. */
export const KindListed = ({ kind }: { kind: ClusterKindSync }) => {
  const { lastListedAt, listSeconds } = kind;
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  if (!lastListedAt) return <>{t('sync.notListed')}</>;
  return (
    <Age
      time={lastListedAt}
      say={age =>
        listSeconds === null
          ? t('sync.listedAgo', { age })
          : t('sync.listedIn', { age, time: formatSeconds(listSeconds) })
      }
    />
  );
};
