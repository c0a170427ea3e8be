import { KubernetesObject, ResourceDefinition } from '../types';
import { StoredObject } from './StoredObject';

/** `apiVersion` of a kind in one of its versions. */
export function apiVersionOf(group: string, version: string): string {
  return group ? `${group}/${version}` : version;
}

/** The object's JSON text in a served version. */
export function objectText(
  definition: ResourceDefinition,
  version: string,
  object: StoredObject,
): string {
  const apiVersion = apiVersionOf(definition.group, version);
  return `{"apiVersion":"${apiVersion}","kind":"${definition.kind}",${object.body}`;
}

/** The object's JSON text as an item of a list: built-in kinds leave `apiVersion` and `kind` out there. */
export function itemText(
  definition: ResourceDefinition,
  version: string,
  object: StoredObject,
): string {
  return definition.custom
    ? objectText(definition, version, object)
    : `{${object.body}`;
}

/** The text of the object's metadata. */
export function metadataText(object: StoredObject): string {
  return object.body.slice('"metadata":'.length, object.metadataEnd);
}

/** The object, parsed afresh: whoever asks may change it. */
export function parseStored(
  definition: ResourceDefinition,
  object: StoredObject,
  version = definition.versions[0],
): KubernetesObject {
  return JSON.parse(objectText(definition, version, object));
}
