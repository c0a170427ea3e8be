/**
 * The right of one replica to write for one cluster. The fence grows each time that the cluster changes hands, so that what
 * is written under an older claim is refused by the database.
 */
export interface Claim {
  cluster: string;
  replica: string;
  fence: number;
}
