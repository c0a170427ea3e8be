/** A request that the pages make. */
export interface ApiQuery {
  /** The path below `/api/flux-fleet`, with its query. */
  path: string;
  /** Which page of a list to measure; the first when missing. */
  page?: number;
  /** Asked by somebody whom a policy shows only some of the resources. */
  isRestricted?: boolean;
}

const LIST = '/resources?limit=50';
const SORTS = [
  'name',
  'kind',
  'namespace',
  'cluster',
  'environment',
  'revision',
  'since',
];
const FACETS = ['status', 'cluster', 'environment', 'kind', 'namespace'];

const of = (path: string): ApiQuery => ({ path });

/** What the pages ask for: the table in every order, filtered, searched and paged; counts; clusters. */
export function pageQueries(cluster: string): ApiQuery[] {
  return [
    of(`${LIST}&sort=status`),
    { path: `${LIST}&sort=status`, page: 2 },
    { path: `${LIST}&sort=name`, page: 40 },
    of(`${LIST}&sort=-status`),
    ...SORTS.flatMap(sort => [
      of(`${LIST}&sort=${sort}`),
      of(`${LIST}&sort=-${sort}`),
    ]),
    of('/resources?status=Failed&sort=since&limit=200'),
    of(`${LIST}&status=Ready&sort=-since`),
    of(`${LIST}&cluster=${cluster}&sort=status`),
    of(`${LIST}&environment=prod&sort=status`),
    of(`${LIST}&environment=prod&sort=name`),
    of(`${LIST}&kind=HelmRelease&sort=since`),
    of(`${LIST}&kind=HelmRelease&sort=revision`),
    of(`${LIST}&namespace=team-7&sort=status`),
    of(`${LIST}&name=app-17-42&sort=status`),
    of(`${LIST}&label=app.kubernetes.io%2Fname%3Dapp-17&sort=status`),
    of(`${LIST}&environment=prod&kind=HelmRelease&status=Failed&sort=since`),
    of(`${LIST}&environment=dev&kind=Kustomization&status=Ready&sort=cluster`),
    of(`${LIST}&q=ImagePullBackOff&sort=status`),
    of(`${LIST}&q=app-17-4&sort=status`),
    of(`${LIST}&q=applied&sort=name`),
    of(`${LIST}&q=helm%20failed%20app-1&sort=since`),
    of(`${LIST}&q=nowheretobefound&sort=status`),
    of(`${LIST}&environment=prod&q=app-17&sort=status`),
    { path: `${LIST}&sort=status`, isRestricted: true },
    { path: `${LIST}&kind=HelmRelease&sort=since`, isRestricted: true },
    ...FACETS.map(by => of(`/summary?by=${by}`)),
    of('/summary?by=cluster&by=kind&by=status'),
    { path: '/summary?by=cluster&by=kind&by=status', isRestricted: true },
    of('/summary?by=version'),
    of('/summary?environment=prod&by=kind'),
    of('/summary?status=Failed&by=cluster'),
    of('/summary?q=app-17&by=kind'),
    of('/clusters?limit=1000'),
  ];
}
