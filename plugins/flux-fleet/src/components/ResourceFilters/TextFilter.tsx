import { useTranslationRef } from '@backstage/frontend-plugin-api';
import InputAdornment from '@material-ui/core/InputAdornment';
import { makeStyles } from '@material-ui/core/styles';
import TextField from '@material-ui/core/TextField';
import SearchIcon from '@material-ui/icons/Search';
import { useEffect, useRef, useState } from 'react';
import { fluxFleetTranslationRef } from '../../translation';

/** How long typing must pause before the backend is asked, in milliseconds. */
const PAUSE_MS = 300;

const useStyles = makeStyles(
  {
    root: { flex: '1 1 220px', maxWidth: 360 },
    input: { fontSize: '0.875rem', height: 34 },
  },
  { name: 'FluxFleetTextFilter' },
);

/** Free text, handed on when typing pauses. Follows the value when that changes elsewhere. */
export const TextFilter = (props: {
  value: string;
  onChange: (value: string) => void;
}) => {
  const { value, onChange } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  const [text, setText] = useState(value);
  const sent = useRef(value);
  const handOn = useRef(onChange);
  useEffect(() => {
    handOn.current = onChange;
  });

  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setText(value);
    }
  }, [value]);

  useEffect(() => {
    const wanted = text.trim();
    if (wanted === sent.current.trim()) return undefined;
    const timer = setTimeout(() => {
      sent.current = wanted;
      handOn.current(wanted);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);

  return (
    <TextField
      className={classes.root}
      variant="outlined"
      size="small"
      type="search"
      value={text}
      onChange={event => setText(event.target.value)}
      placeholder={t('filter.textHint')}
      inputProps={{ 'aria-label': t('filter.text'), maxLength: 200 }}
      InputProps={{
        className: classes.input,
        startAdornment: (
          <InputAdornment position="start">
            <SearchIcon fontSize="small" />
          </InputAdornment>
        ),
      }}
    />
  );
};
