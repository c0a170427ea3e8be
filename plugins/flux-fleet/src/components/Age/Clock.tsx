import { useCallback } from 'react';
import { useNow } from '../../hooks/useNow';
import { formatClock, formatTime } from '../../model/formatTime';

/** The time of day at which something was; the exact time on hover. */
export const Clock = (props: {
  time: string;
  say?: (clock: string) => string;
}) => {
  const { time, say } = props;
  const clock = useNow(useCallback(now => formatClock(time, now), [time]));
  return (
    <time dateTime={time} title={formatTime(time)}>
      {say ? say(clock) : clock}
    </time>
  );
};
