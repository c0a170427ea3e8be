export * from './permissions';
export * from './resourceRef';
