/** Texts above the table: the state of the fleet at one glance. */
export const overviewMessages = {
  page: {
    notFound: 'No such page',
    notFoundBody: 'The address leads to nothing in Flux Fleet.',
    toFleet: 'Go to the fleet',
  },
  overview: {
    title: 'Overview',
    tiles: 'Resources by status',
    connected: '{{connected}} of {{number}} clusters connected',
    everything: 'Everything',
  },
  attention: {
    title: 'Needs attention',
    loading: 'Loading what needs attention',
    nothing: 'Nothing has failed.',
    nothingKnown: 'Nothing is known yet: no cluster has answered so far.',
    nothingOfKnown:
      'Nothing has failed on the clusters that can be seen; nothing is known yet of the others.',
    onClusters: 'on {{number}} clusters',
    onCluster: 'on {{cluster}}',
    since: 'for {{age}}',
    resources_one: '{{count}} resource',
    resources_other: '{{count}} resources',
    more_one: 'One more failure',
    more_other: '{{count}} more failures',
    noMessage: 'Failed without a message',
    cluster: 'Cluster {{cluster}}: {{state}}',
    moreClusters_one: 'One more cluster that cannot be read',
    moreClusters_other: '{{count}} more clusters that cannot be read',
    unreadable_one: 'One kind cannot be read: {{kinds}}',
    unreadable_other: '{{count}} kinds cannot be read: {{kinds}}',
  },
  clusters: {
    title: 'Clusters',
    all: 'Health and sync of all clusters',
    noEnvironment: 'No environment',
    versions: 'Flux',
    unknownVersion: 'version unknown',
    failed: '{{number}} failed',
    health: {
      connecting: 'connecting',
      connected: 'connected',
      degraded: 'partly readable',
      unreachable: 'unreachable',
      unauthorized: 'access refused',
      polling: 'polling only',
      silent: 'silent',
    },
    none: {
      title: 'No clusters yet',
      body: 'Register a cluster in app-config.local.yaml (or in your portal\u2019s app-config), then restart the backend:',
    },
    connecting_one: 'Connecting to one cluster; its resources show here soon.',
    connecting_other:
      'Connecting to {{count}} clusters; their resources show here soon.',
  },
} as const;
