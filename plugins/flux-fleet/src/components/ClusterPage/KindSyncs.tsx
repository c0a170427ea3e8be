import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ClusterKindSync,
  UnreadableKind,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { fluxFleetTranslationRef } from '../../translation';
import { DetailTable, type DetailColumn } from '../common/DetailTable';
import { PHONE_QUERY } from '../common/isPhone';
import { KindName } from '../common/KindName';
import { useCardStyles } from '../common/useCardStyles';
import { useTableStyles } from '../common/useTableStyles';
import { KindListed, KindState } from './KindState';
import { SyncErrorText } from './SyncErrorText';

interface Props {
  kinds: ClusterKindSync[];
  unreadable: UnreadableKind[];
}

function messageOf(kind: ClusterKindSync, unreadable: UnreadableKind[]) {
  return unreadable.find(
    one => one.group === kind.group && one.kind === kind.kind,
  )?.message;
}

const KindCards = ({ kinds, unreadable }: Props) => {
  const classes = useCardStyles();
  const { quiet } = useTableStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  return (
    <ul className={classes.list} aria-label={t('sync.kinds')}>
      {kinds.map(kind => (
        <li key={`${kind.group}/${kind.kind}`} className={classes.card}>
          <strong>{kind.kind}</strong>
          {kind.objects !== null &&
            ` · ${t('sync.objectsText', { count: kind.objects })}`}
          <div>
            <KindState kind={kind} message={messageOf(kind, unreadable)} />
          </div>
          <div className={quiet}>
            {t('sync.listed')}: <KindListed kind={kind} />
          </div>
          {kind.lastError && (
            <div className={quiet}>
              {t('sync.kindError')}: <SyncErrorText error={kind.lastError} />
            </div>
          )}
        </li>
      ))}
    </ul>
  );
};

const KindTable = ({ kinds, unreadable }: Props) => {
  const { number, quiet, container } = useTableStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const columns: Array<DetailColumn<ClusterKindSync>> = [
    {
      label: t('sync.kind'),
      width: '21%',
      render: ({ kind, group }) => (
        <span title={group}>
          <KindName kind={kind} />
        </span>
      ),
    },
    {
      label: t('sync.objects'),
      width: '9%',
      render: ({ objects }) => (
        <span className={number}>{objects?.toLocaleString() ?? '–'}</span>
      ),
    },
    {
      label: t('sync.kindState'),
      width: '25%',
      render: kind => (
        <KindState kind={kind} message={messageOf(kind, unreadable)} />
      ),
    },
    {
      label: t('sync.listed'),
      width: '17%',
      render: kind => <KindListed kind={kind} />,
    },
    {
      label: t('sync.kindError'),
      width: '28%',
      render: ({ lastError }) =>
        lastError ? (
          <SyncErrorText error={lastError} />
        ) : (
          <span className={quiet}>{t('sync.kindErrorNone')}</span>
        ),
    },
  ];
  return (
    <div className={container}>
      <DetailTable
        caption={t('sync.kinds')}
        none={t('sync.kindsNone')}
        rows={kinds}
        keyOf={({ group, kind }) => `${group}/${kind}`}
        columns={columns}
      />
    </div>
  );
};

/** How the sync of each kind goes: what fails comes first. */
export const KindSyncs = ({ kinds, unreadable }: Props) => {
  const isPhone = useMediaQuery(PHONE_QUERY, { noSsr: true });
  const sorted = [...kinds].sort(
    (a, b) =>
      Number(b.state === 'failed') - Number(a.state === 'failed') ||
      a.kind.localeCompare(b.kind),
  );
  return isPhone && kinds.length > 0 ? (
    <KindCards kinds={sorted} unreadable={unreadable} />
  ) : (
    <KindTable kinds={sorted} unreadable={unreadable} />
  );
};
