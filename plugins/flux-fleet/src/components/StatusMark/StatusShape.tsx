import type { Status } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { useStatusStyles } from './useStatusStyles';

const OUTLINE = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.5,
} as const;

function shapeOf(status: Status, isHollow: boolean) {
  const body = isHollow ? OUTLINE : { fill: 'currentColor' };
  switch (status) {
    case 'Failed':
      return <path d="M6 1.2 11.2 10.6H.8Z" {...body} strokeLinejoin="round" />;
    case 'Ready':
      return <circle cx="6" cy="6" r={isHollow ? 4.25 : 5} {...body} />;
    case 'Progressing':
      return (
        <>
          <circle cx="6" cy="6" r="4.75" {...OUTLINE} />
          <path d="M6 6V1.25A4.75 4.75 0 0 1 10.75 6Z" {...body} />
        </>
      );
    case 'Waiting':
      return (
        <>
          <circle
            cx="6"
            cy="6"
            r="4.75"
            {...OUTLINE}
            strokeDasharray={isHollow ? '2 1.5' : undefined}
          />
          <path d="M6 3.2V6H8.6" {...OUTLINE} strokeLinecap="round" />
        </>
      );
    case 'Suspended':
      return (
        <>
          <rect x="2" y="1.5" width="2.75" height="9" rx="0.5" {...body} />
          <rect x="7.25" y="1.5" width="2.75" height="9" rx="0.5" {...body} />
        </>
      );
    default:
      return (
        <path
          d="M3.6 4.1a2.4 2.4 0 1 1 3.5 2.2C6.3 6.7 6 7.1 6 7.9M6 10.4v.2"
          {...OUTLINE}
          strokeWidth={1.75}
          strokeLinecap="round"
        />
      );
  }
}

/** The shape of a status, in its colour; hollow when it is only what was last known. Says nothing by itself. */
export const StatusShape = (props: {
  status: Status;
  isHollow?: boolean;
  /** In pixels. */
  size?: number;
}) => {
  const { status, isHollow = false, size = 12 } = props;
  const classes = useStatusStyles();
  return (
    <svg
      className={`${classes.shape} ${classes[status]}`}
      width={size}
      height={size}
      viewBox="0 0 12 12"
      aria-hidden="true"
      focusable="false"
    >
      {shapeOf(status, isHollow)}
    </svg>
  );
};
