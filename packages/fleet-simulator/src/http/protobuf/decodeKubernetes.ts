import { ApiError } from '../../apiserver/ApiError';
import { decodeMessage, ProtobufMessage } from './decodeMessage';

/** Go's typed clients send the built-in kinds in this type. */
export const PROTOBUF = 'application/vnd.kubernetes.protobuf';

const MAGIC = Buffer.from('k8s\0');

/** `runtime.Unknown`: the envelope around every object. */
const ENVELOPE: ProtobufMessage = {
  1: ['type', { 1: ['apiVersion', 'string'], 2: ['kind', 'string'] }],
  2: ['raw', 'bytes'],
};

const META: ProtobufMessage = {
  1: ['name', 'string'],
  2: ['generateName', 'string'],
  3: ['namespace', 'string'],
  5: ['uid', 'string'],
  6: ['resourceVersion', 'string'],
  11: ['labels', 'map'],
  12: ['annotations', 'map'],
  14: ['finalizers', 'strings'],
};

/** The kinds that `kubectl` sends this way, with the fields that it fills in (`generated.proto` of Kubernetes' API). */
const KINDS: Readonly<Record<string, ProtobufMessage>> = {
  ConfigMap: {
    1: ['metadata', META],
    2: ['data', 'map'],
    3: ['binaryData', 'bytesMap'],
    4: ['immutable', 'bool'],
  },
  DeleteOptions: {
    1: ['gracePeriodSeconds', 'integer'],
    2: [
      'preconditions',
      { 1: ['uid', 'string'], 2: ['resourceVersion', 'string'] },
    ],
    4: ['propagationPolicy', 'string'],
    5: ['dryRun', 'strings'],
  },
  Namespace: { 1: ['metadata', META] },
  Secret: {
    1: ['metadata', META],
    2: ['data', 'bytesMap'],
    3: ['type', 'string'],
    4: ['stringData', 'map'],
    5: ['immutable', 'bool'],
  },
  SelfSubjectAccessReview: {
    2: [
      'spec',
      {
        1: [
          'resourceAttributes',
          {
            1: ['namespace', 'string'],
            2: ['verb', 'string'],
            3: ['group', 'string'],
            4: ['version', 'string'],
            5: ['resource', 'string'],
            6: ['subresource', 'string'],
            7: ['name', 'string'],
          },
        ],
        2: [
          'nonResourceAttributes',
          { 1: ['path', 'string'], 2: ['verb', 'string'] },
        ],
      },
    ],
  },
  SelfSubjectReview: {},
  SelfSubjectRulesReview: { 2: ['spec', { 1: ['namespace', 'string'] }] },
  ServiceAccount: { 1: ['metadata', META] },
};

/**
 * Decodes an object in Kubernetes' protobuf envelope into what its JSON would be.
 *
 * @throws ApiError 400 when it is none, 415 for kinds that are only taken as JSON
 */
export function decodeKubernetes(body: Buffer): Record<string, unknown> {
  if (!body.subarray(0, MAGIC.length).equals(MAGIC)) {
    throw ApiError.badRequest(
      'provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]',
    );
  }
  try {
    const envelope = decodeMessage(body.subarray(MAGIC.length), ENVELOPE);
    const { type, raw } = envelope as {
      type?: { apiVersion?: string; kind?: string };
      raw?: Buffer;
    };
    const message = KINDS[type?.kind ?? ''];
    if (!message) {
      throw ApiError.unsupportedMediaType([
        'application/json',
        'application/yaml',
      ]);
    }
    return { ...type, ...decodeMessage(raw ?? Buffer.alloc(0), message) };
  } catch (error) {
    if (error instanceof RangeError) {
      throw ApiError.badRequest(error.message);
    }
    throw error;
  }
}
