import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import clsx from 'clsx';
import { fluxFleetTranslationRef } from '../../translation';
import { StatusShape } from '../StatusMark/StatusShape';
import { PROGRESS_STEPS } from './describeProgress';
import { quietText } from '../common/quietText';

const useStyles = makeStyles(
  theme => ({
    list: {
      display: 'flex',
      flexWrap: 'wrap',
      gap: theme.spacing(0.5, 2),
      margin: theme.spacing(0, 0, 0.5),
      padding: 0,
      listStyle: 'none',
    },
    step: {
      display: 'inline-flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      color: quietText(theme),
    },
    reached: { color: theme.palette.text.primary, fontWeight: 600 },
  }),
  { name: 'FluxFleetProgressSteps' },
);

/** The steps of a reconcile: done, going on, to come. */
export const ProgressSteps = (props: {
  /** How many are done. */
  current: number;
}) => {
  const { current } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(fluxFleetTranslationRef);
  return (
    <ol className={classes.list} aria-label={t('reconcile.steps')}>
      {PROGRESS_STEPS.map((step, index) => (
        <li
          key={step}
          className={clsx(classes.step, index < current && classes.reached)}
          aria-current={index === current ? 'step' : undefined}
        >
          <StatusShape
            status={index === current ? 'Progressing' : 'Ready'}
            isHollow={index > current}
          />
          {t(`reconcile.step.${step}`)}
        </li>
      ))}
    </ol>
  );
};
