/** Narrower than this, tables become cards and filters fold away. */
export const PHONE_QUERY = '(max-width: 799.95px)';
