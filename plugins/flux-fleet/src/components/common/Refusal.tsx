import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Alert from '@material-ui/lab/Alert';
import AlertTitle from '@material-ui/lab/AlertTitle';
import type { ReactNode } from 'react';
import { messageOf } from '../../query/errors';
import { fluxFleetTranslationRef } from '../../translation';

/** Says why the backend does not show something. */
export const Refusal = (props: { error: Error; action?: ReactNode }) => {
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  return (
    <Alert severity="error" variant="outlined" action={props.action}>
      <AlertTitle>{t('error.title')}</AlertTitle>
      {messageOf(props.error)}
    </Alert>
  );
};
