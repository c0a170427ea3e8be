import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { SyncError } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { fluxFleetTranslationRef } from '../../translation';
import { Age } from '../Age/Age';

/** What failed, during what, and how long ago. */
export const SyncErrorText = ({ error }: { error: SyncError }) => {
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const { reason, during, at } = error;
  return (
    <>
      {t('sync.errorText', {
        reason: t(`sync.reason.${reason}`),
        activity: t(`sync.activity.${during}`),
      })}
      , <Age time={at} say={age => t('sync.ago', { age })} />
    </>
  );
};
