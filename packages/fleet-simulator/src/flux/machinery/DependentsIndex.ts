import { ClusterApi, KubernetesObject, ObjectKey } from '../../apiserver/types';
import { keyOf, keyText } from './objectKeys';
import { Reference, referencesOf } from './references';

const READERS = [
  'Kustomization',
  'HelmRelease',
  'HelmChart',
  'ArtifactGenerator',
  'ImagePolicy',
  'ResourceSet',
];

/** Who reads what on one cluster. It is built when it is first asked, so that a cluster nobody touches costs nothing. */
export class DependentsIndex {
  readonly #api: ClusterApi;
  #readers?: Map<string, Map<string, { key: ObjectKey; as: Reference['as'] }>>;
  readonly #read = new Map<string, string[]>();

  static create(options: { api: ClusterApi }): DependentsIndex {
    return new DependentsIndex(options.api);
  }

  private constructor(api: ClusterApi) {
    this.#api = api;
  }

  /** Objects that read `key` as their source, or depend on it. */
  dependents(key: ObjectKey, as: Reference['as']): ObjectKey[] {
    const readers = this.#build().get(keyText(key));
    return readers
      ? [...readers.values()]
          .filter(reader => reader.as === as)
          .map(reader => reader.key)
      : [];
  }

  /** Takes note of an object that is there now. */
  update(object: KubernetesObject): void {
    if (this.#readers && READERS.includes(object.kind)) {
      this.remove(keyOf(object));
      this.#add(object);
    }
  }

  /** Takes note of an object that is gone. */
  remove(key: ObjectKey): void {
    const text = keyText(key);
    for (const reference of this.#read.get(text) ?? []) {
      this.#readers?.get(reference)?.delete(text);
    }
    this.#read.delete(text);
  }

  #build() {
    if (!this.#readers) {
      this.#readers = new Map();
      for (const { group, kind } of this.#api.definitions()) {
        if (READERS.includes(kind)) {
          this.#api.list(group, kind).forEach(object => this.#add(object));
        }
      }
    }
    return this.#readers;
  }

  #add(object: KubernetesObject): void {
    const key = keyOf(object);
    const text = keyText(key);
    const references = referencesOf(object);
    this.#read.set(
      text,
      references.map(reference => keyText(reference.key)),
    );
    for (const reference of references) {
      const target = keyText(reference.key);
      let readers = this.#readers?.get(target);
      if (!readers) {
        readers = new Map();
        this.#readers?.set(target, readers);
      }
      readers.set(text, { key, as: reference.as });
    }
  }
}
