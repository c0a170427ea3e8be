import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import CheckIcon from '@material-ui/icons/Check';
import FileCopyIcon from '@material-ui/icons/FileCopyOutlined';
import { useEffect, useState } from 'react';
import { useCopyToClipboard } from './useCopyToClipboard';
import { fluxFleetTranslationRef } from '../../translation';
import { VisuallyHidden } from '../common/VisuallyHidden';

/** How long it says that it copied, in milliseconds. */
const CONFIRM_MS = 2_000;

/** Copies a text. */
export const CopyButton = (props: { text: string; label: string }) => {
  const { text, label } = props;
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const copy = useCopyToClipboard();
  const [isCopied, setCopied] = useState(false);

  useEffect(() => {
    if (!isCopied) return undefined;
    const timer = setTimeout(() => setCopied(false), CONFIRM_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);

  return (
    <>
      <IconButton
        size="small"
        aria-label={label}
        title={label}
        onClick={async () => setCopied(await copy(text))}
      >
        {isCopied ? (
          <CheckIcon style={{ fontSize: 16 }} />
        ) : (
          <FileCopyIcon style={{ fontSize: 16 }} />
        )}
      </IconButton>
      <span role="status">
        <VisuallyHidden>{isCopied ? t('resource.copied') : ''}</VisuallyHidden>
      </span>
    </>
  );
};
