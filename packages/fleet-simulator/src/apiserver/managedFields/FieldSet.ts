/** FieldsV1 has path elements as keys: `f:<field>`, `k:<key fields of a list item>`, `v:<value>`; `.` is the thing itself. */
const ITSELF = '.';
/** Cannot occur in a path element that JSON text was made of. */
const SEPARATOR = '\u0000';

/**
 * A set of field paths, as `metadata.managedFields` keeps one for each manager. A path is the list of its elements in the form
 * of FieldsV1 (Kubernetes' `structured-merge-diff`). Sets are not changed once made.
 */
export class FieldSet {
  readonly #paths: ReadonlySet<string>;

  private constructor(paths: ReadonlySet<string>) {
    this.#paths = paths;
  }

  static of(paths: Iterable<readonly string[]>): FieldSet {
    const keys = new Set<string>();
    for (const path of paths) {
      keys.add(path.join(SEPARATOR));
    }
    return new FieldSet(keys);
  }

  static fromFieldsV1(fields: Record<string, unknown>): FieldSet {
    const keys = new Set<string>();
    const visit = (node: Record<string, unknown>, prefix: string) => {
      for (const [element, child] of Object.entries(node)) {
        if (element === ITSELF) {
          keys.add(prefix);
        } else {
          const path = prefix ? prefix + SEPARATOR + element : element;
          const children = child as Record<string, unknown>;
          if (Object.keys(children).length === 0) {
            keys.add(path);
          } else {
            visit(children, path);
          }
        }
      }
    };
    visit(fields, '');
    return new FieldSet(keys);
  }

  get size(): number {
    return this.#paths.size;
  }

  has(path: readonly string[]): boolean {
    return this.#paths.has(path.join(SEPARATOR));
  }

  paths(): string[][] {
    return [...this.#paths].map(path => path.split(SEPARATOR));
  }

  union(other: FieldSet): FieldSet {
    return new FieldSet(new Set([...this.#paths, ...other.#paths]));
  }

  intersection(other: FieldSet): FieldSet {
    return this.#filter(path => other.#paths.has(path));
  }

  difference(other: FieldSet): FieldSet {
    return this.#filter(path => !other.#paths.has(path));
  }

  equals(other: FieldSet): boolean {
    return (
      this.size === other.size &&
      [...this.#paths].every(path => other.#paths.has(path))
    );
  }

  toFieldsV1(): Record<string, unknown> {
    const root: Record<string, any> = {};
    for (const path of this.paths()) {
      let node = root;
      for (const element of path) {
        node[element] ??= {};
        node = node[element];
      }
      node[ITSELF] = {};
    }
    return withoutLeafMarks(root);
  }

  #filter(keep: (path: string) => boolean): FieldSet {
    return new FieldSet(new Set([...this.#paths].filter(keep)));
  }
}

/** A leaf is written as an empty object; only a path that has others below it is marked as being in the set itself. */
function withoutLeafMarks(node: Record<string, any>): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [element, child] of Object.entries(node)) {
    if (element === ITSELF) {
      if (Object.keys(node).length > 1) {
        result[ITSELF] = {};
      }
    } else {
      result[element] = withoutLeafMarks(child);
    }
  }
  return result;
}
