import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import type { ReactNode } from 'react';
import { Link, type To } from 'react-router-dom';

const useStyles = makeStyles(
  theme => ({
    root: {
      color: theme.palette.link,
      textDecoration: 'none',
      borderRadius: 2,
      '&:hover': { textDecoration: 'underline' },
      '&:focus-visible': {
        outline: `2px solid ${theme.palette.primary.main}`,
        outlineOffset: 1,
      },
    },
  }),
  { name: 'FluxFleetTextLink' },
);

/** A link within the portal, in running text and tables. */
export const TextLink = (props: {
  to: To;
  state?: unknown;
  className?: string;
  title?: string;
  'aria-label'?: string;
  children: ReactNode;
}) => {
  const { className, ...rest } = props;
  return <Link className={clsx(useStyles().root, className)} {...rest} />;
};
