const VERSION = /^v(\d+)(?:(alpha|beta)(\d+))?$/;
const STAGES = ['alpha', 'beta', 'stable'];

function rank(version: string): number[] {
  const match = VERSION.exec(version);
  if (!match) return [-1, 0, 0];
  return [
    STAGES.indexOf(match[2] ?? 'stable'),
    Number(match[1]),
    Number(match[3] ?? 0),
  ];
}

/**
 * The version to read a kind in: stable before beta before alpha, then the highest, as Kubernetes orders versions
 * (https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definition-versioning/#version-priority).
 * Undefined for an empty list.
 */
export function preferredVersion(
  versions: readonly string[],
): string | undefined {
  return [...versions].sort((a, b) => {
    const [x, y] = [rank(a), rank(b)];
    return y[0] - x[0] || y[1] - x[1] || y[2] - x[2];
  })[0];
}
