import Skeleton from '@material-ui/lab/Skeleton';

/** Holds the place of what is not read yet, and tells screen readers what that is. */
export const Loading = (props: {
  /** What is being read, in words. */
  label: string;
  /** Of what will be in its place, roughly; in pixels. */
  height: number;
}) => (
  // A name needs a role that may have one: without it, `aria-label` is not read.
  <Skeleton
    variant="rect"
    height={props.height}
    role="progressbar"
    aria-label={props.label}
  />
);
