/** A team with the applications that it runs. */
export interface TeamMaterial {
  name: string;
  apps: string[];
}

/** Teams in the order in which clusters of growing size get them. */
export const TEAMS: TeamMaterial[] = [
  { name: 'checkout', apps: ['cart', 'checkout-api', 'promo-engine'] },
  {
    name: 'payments',
    apps: ['payments-api', 'ledger', 'fraud-scoring', 'payouts'],
  },
  { name: 'catalog', apps: ['catalog-api', 'pricing', 'media-resizer'] },
  { name: 'identity', apps: ['login', 'accounts', 'session-store'] },
  { name: 'search', apps: ['search-api', 'search-indexer', 'suggest'] },
  { name: 'loyalty', apps: ['loyalty-api', 'vouchers'] },
  {
    name: 'recommendations',
    apps: ['recommendations-redis', 'recommendations-api', 'model-server'],
  },
  { name: 'logistics', apps: ['shipping-api', 'tracking', 'warehouse-sync'] },
  { name: 'notifications', apps: ['mailer', 'push-gateway', 'templates'] },
  { name: 'reporting', apps: ['reporting-api', 'etl', 'dashboards'] },
  { name: 'storefront', apps: ['web', 'web-bff', 'edge-cache'] },
  { name: 'support', apps: ['tickets', 'chat', 'knowledge-base'] },
];

/** The team at an index of an endless list: after the known ones come numbered ones. */
export function teamAt(index: number): TeamMaterial {
  const team = TEAMS[index % TEAMS.length];
  const round = Math.floor(index / TEAMS.length);
  return round === 0
    ? team
    : {
        name: `${team.name}-${round + 1}`,
        apps: team.apps,
      };
}
