import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  ResourceEvent,
  ResourceName,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { useResourceEvents } from '../../hooks/useResourceEvents';
import { fluxFleetTranslationRef } from '../../translation';
import { Age } from '../Age/Age';
import { Loading } from '../common/Loading';
import { Refusal } from '../common/Refusal';
import { useTableStyles } from '../common/useTableStyles';
import { DetailTable, type DetailColumn } from '../common/DetailTable';

/** What happened to a resource lately, as its cluster tells it. */
export const EventsTable = (props: {
  name: ResourceName;
  /** Whether the cluster could be read: only then does an empty list mean that there is nothing. */
  isKnown: boolean;
}) => {
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const { number } = useTableStyles();
  const { cluster, group, kind, namespace, name } = props.name;
  const events = useResourceEvents({ cluster, group, kind, namespace, name });
  if (events.refusal) return <Refusal error={events.refusal} />;
  if (!events.data) {
    return <Loading label={t('events.loading')} height={120} />;
  }
  const columns: Array<DetailColumn<ResourceEvent>> = [
    { label: t('events.type'), width: '9%', render: ({ type }) => type },
    { label: t('events.reason'), width: '17%', render: e => e.reason },
    { label: t('events.message'), width: '42%', render: e => e.message },
    {
      label: t('events.count'),
      width: '7%',
      render: ({ count }) => (
        <span className={number}>{count.toLocaleString()}</span>
      ),
    },
    {
      label: t('events.lastSeen'),
      width: '9%',
      render: ({ lastSeenAt }) => <Age time={lastSeenAt} />,
    },
    {
      label: t('events.reportedBy'),
      width: '16%',
      render: ({ reportedBy }) => reportedBy,
    },
  ];
  return (
    <DetailTable
      caption={t('events.caption')}
      none={t(props.isKnown ? 'events.none' : 'yaml.none')}
      rows={events.data.items}
      keyOf={event => `${event.reason} ${event.firstSeenAt} ${event.message}`}
      columns={columns}
    />
  );
};
