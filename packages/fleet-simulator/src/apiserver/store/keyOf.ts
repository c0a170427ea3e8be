/** A namespaced object's key, or a cluster-scoped one's. */
export function keyOf(namespace: string | undefined, name: string): string {
  return namespace ? `${namespace}/${name}` : name;
}
