import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { Condition } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { fluxFleetTranslationRef } from '../../translation';
import { Age } from '../Age/Age';
import { DetailTable } from '../common/DetailTable';

/** What a resource says of itself. */
export const ConditionsTable = (props: {
  conditions: Condition[];
  /** Whether the cluster could be read: only then does an empty list mean that there is nothing. */
  isKnown: boolean;
}) => {
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  return (
    <DetailTable
      caption={t('conditions.caption')}
      none={t(props.isKnown ? 'conditions.none' : 'yaml.none')}
      rows={props.conditions}
      keyOf={({ type }) => type}
      columns={[
        {
          label: t('conditions.type'),
          width: '16%',
          render: ({ type }) => type,
        },
        {
          label: t('conditions.status'),
          width: '10%',
          render: ({ status }) => status,
        },
        {
          label: t('conditions.reason'),
          width: '20%',
          render: ({ reason }) => reason,
        },
        {
          label: t('conditions.since'),
          width: '8%',
          render: ({ lastTransitionTime }) => (
            <Age time={lastTransitionTime ?? null} />
          ),
        },
        {
          label: t('conditions.message'),
          width: '46%',
          render: ({ message }) => message,
        },
      ]}
    />
  );
};
