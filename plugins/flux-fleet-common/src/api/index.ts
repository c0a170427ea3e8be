export * from './Cluster';
export * from './ClusterSync';
export * from './FluxResource';
export * from './Operation';
export * from './Page';
export * from './ResourceDetail';
export * from './signals';
export * from './Summary';
