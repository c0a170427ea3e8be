/** What a field of a message holds. Maps have string keys; bytes in a map become base64, as in JSON, and stay bytes otherwise. */
export type ProtobufType =
  | 'string'
  | 'strings'
  | 'bool'
  | 'integer'
  | 'bytes'
  | 'map'
  | 'bytesMap'
  | ProtobufMessage;

/** A message's fields by number: the name in JSON and the type. Fields that are not listed are read over. */
export interface ProtobufMessage {
  readonly [number: number]: readonly [name: string, type: ProtobufType];
}

/** A field as it is on the wire: a number for varints, bytes for everything with a length. */
type WireValue = number | Buffer;

/**
 * Decodes a protobuf message into what its JSON would be.
 *
 * @throws RangeError when the bytes are no such message
 */
export function decodeMessage(
  bytes: Buffer,
  message: ProtobufMessage,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [number, value] of wireFields(bytes)) {
    const field = message[number];
    if (field) {
      const [name, type] = field;
      result[name] = decodeValue(value, type, result[name]);
    }
  }
  return result;
}

function decodeValue(
  value: WireValue,
  type: ProtobufType,
  before: unknown,
): unknown {
  if (typeof value === 'number') {
    return type === 'bool' ? value !== 0 : value;
  }
  switch (type) {
    case 'string':
      return value.toString('utf8');
    case 'bytes':
      return value;
    case 'strings':
      return [...((before as string[]) ?? []), value.toString('utf8')];
    case 'map':
    case 'bytesMap': {
      const entry = new Map(wireFields(value));
      const content = Buffer.from((entry.get(2) as Buffer) ?? '');
      return {
        ...(before as object),
        [String(entry.get(1) ?? '')]: content.toString(
          type === 'map' ? 'utf8' : 'base64',
        ),
      };
    }
    case 'bool':
    case 'integer':
      throw new RangeError('A number was expected');
    default:
      return decodeMessage(value, type);
  }
}

/** Splits a message into its fields (https://protobuf.dev/programming-guides/encoding/). */
function wireFields(bytes: Buffer): Array<[number, WireValue]> {
  const fields: Array<[number, WireValue]> = [];
  let position = 0;
  const varint = () => {
    let value = 0;
    let factor = 1;
    for (;;) {
      if (position >= bytes.length || factor > 2 ** 63) {
        throw new RangeError('The message ends in a number');
      }
      const byte = bytes[position];
      position += 1;
      value += (byte % 128) * factor;
      factor *= 128;
      if (byte < 128) {
        return value;
      }
    }
  };
  const take = (length: number) => {
    if (position + length > bytes.length) {
      throw new RangeError('The message ends in a field');
    }
    position += length;
    return bytes.subarray(position - length, position);
  };
  while (position < bytes.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    switch (tag % 8) {
      case 0:
        fields.push([number, varint()]);
        break;
      case 1:
        take(8);
        break;
      case 2:
        fields.push([number, take(varint())]);
        break;
      case 5:
        take(4);
        break;
      default:
        throw new RangeError('The message has a field of an unknown type');
    }
  }
  return fields;
}
