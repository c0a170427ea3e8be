import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ClusterSync } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { formatSeconds } from '../../model/formatSeconds';
import { fluxFleetTranslationRef } from '../../translation';
import { Age } from '../Age/Age';
import { Fact, FactList } from '../common/FactList';
import { SyncErrorText } from './SyncErrorText';

/** How the sync of a cluster goes as a whole. */
export const SyncFacts = ({ sync }: { sync: ClusterSync }) => {
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const { lagSeconds, rows, relists, errorsByReason, lastError } = sync;
  const lastListedAt = sync.kinds
    .flatMap(kind => kind.lastListedAt ?? [])
    .sort()
    .at(-1);
  const written = rows.written + rows.unchanged + rows.deleted;
  return (
    <FactList>
      <Fact term={t('sync.replica')}>
        {sync.replica},{' '}
        <Age
          time={sync.syncingSince}
          say={age => t('sync.replicaSince', { age })}
        />
      </Fact>
      <Fact term={t('sync.behind')}>
        {lagSeconds
          ? t('sync.behindBy', {
              median: formatSeconds(lagSeconds.median),
              maximum: formatSeconds(lagSeconds.maximum),
            })
          : t('sync.behindNothing')}
      </Fact>
      <Fact term={t('sync.lastListed')}>
        {lastListedAt ? (
          <Age time={lastListedAt} say={age => t('sync.listedAgo', { age })} />
        ) : (
          t('sync.notListed')
        )}
        {relists > 0 && `; ${t('sync.relists', { count: relists })}`}
      </Fact>
      <Fact term={t('sync.rows')}>
        {written === 0
          ? t('sync.rowsNone')
          : t('sync.rowsText', {
              written: rows.written.toLocaleString(),
              unchanged: rows.unchanged.toLocaleString(),
              deleted: rows.deleted.toLocaleString(),
            })}
      </Fact>
      <Fact term={t('sync.errors')}>
        {errorsByReason.length === 0
          ? t('sync.errorsNone')
          : errorsByReason
              .map(({ reason, count }) =>
                t('sync.errorCount', {
                  number: count.toLocaleString(),
                  reason: t(`sync.reason.${reason}`),
                }),
              )
              .join(', ')}
      </Fact>
      {lastError && (
        <Fact term={t('sync.lastError')}>
          <SyncErrorText error={lastError} />
        </Fact>
      )}
    </FactList>
  );
};
