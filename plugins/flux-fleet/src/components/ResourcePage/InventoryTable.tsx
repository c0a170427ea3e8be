import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  findFluxKind,
  type InventoryEntry,
} from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { fluxFleetTranslationRef } from '../../translation';
import { ResourceLink } from '../common/ResourceLink';
import { useTableStyles } from '../common/useTableStyles';
import { DetailTable } from '../common/DetailTable';

/** What a resource applied; what is of Flux again leads to its page. */
export const InventoryTable = (props: {
  entries: InventoryEntry[];
  cluster: string;
  /** Whether the cluster could be read: only then does an empty list mean that there is nothing. */
  isKnown: boolean;
}) => {
  const { entries, cluster } = props;
  const { quiet, mono } = useTableStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  return (
    <DetailTable
      caption={t('inventory.caption')}
      none={t(props.isKnown ? 'inventory.none' : 'yaml.none')}
      rows={entries}
      keyOf={entry =>
        [entry.group, entry.kind, entry.namespace, entry.name].join('/')
      }
      columns={[
        {
          label: t('inventory.kind'),
          width: '22%',
          render: ({ kind }) => kind,
        },
        {
          label: t('inventory.name'),
          width: '32%',
          render: entry =>
            findFluxKind(entry.group, entry.kind) && entry.namespace ? (
              <ResourceLink resource={{ ...entry, cluster }}>
                {entry.name}
              </ResourceLink>
            ) : (
              entry.name
            ),
        },
        {
          label: t('inventory.namespace'),
          width: '20%',
          render: ({ namespace }) =>
            namespace || (
              <span className={quiet}>{t('inventory.clusterScoped')}</span>
            ),
        },
        {
          label: t('inventory.apiVersion'),
          width: '26%',
          render: ({ group, version }) => (
            <span className={mono}>
              {[group, version].filter(Boolean).join('/')}
            </span>
          ),
        },
      ]}
    />
  );
};
