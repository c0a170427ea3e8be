import { Fragment } from 'react';

/** The name of a kind, which breaks between its words where there is no room for it on one line. */
export const KindName = ({ kind }: { kind: string }) => (
  <>
    {kind.split(/(?<=[a-z])(?=[A-Z])/).map((word, i) => (
      <Fragment key={word}>
        {i > 0 && <wbr />}
        {word}
      </Fragment>
    ))}
  </>
);
