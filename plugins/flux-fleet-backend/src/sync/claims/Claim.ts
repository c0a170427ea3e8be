export type { Claim } from '../../clusters/Claim';
