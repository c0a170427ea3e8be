import { useCallback } from 'react';
import { useNow } from '../../hooks/useNow';
import { formatAge } from '../../model/formatAge';
import { formatTime } from '../../model/formatTime';

/** How long ago something was, ticking; the exact time on hover. Shows nothing for what is no time. */
export const Age = (props: {
  time: string | null;
  /** Puts the age into words; the age alone when left out. */
  say?: (age: string) => string;
}) => {
  const { time, say } = props;
  const age = useNow(
    useCallback(now => (time ? formatAge(time, now) : undefined), [time]),
  );
  if (!time || age === undefined) return null;
  return (
    <time dateTime={time} title={formatTime(time)}>
      {say ? say(age) : age}
    </time>
  );
};
