import * as fc from 'fast-check';

import { decodeKubernetes } from './decodeKubernetes';

/** A field with a length: its number, then its content. */
function field(number: number, content: string | Buffer): Buffer {
  const bytes = Buffer.from(content);
  expect(bytes.length).toBeLessThan(128);
  return Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes]);
}

function envelope(apiVersion: string, kind: string, raw: Buffer): Buffer {
  const type = Buffer.concat([field(1, apiVersion), field(2, kind)]);
  return Buffer.concat([
    Buffer.from('k8s\0'),
    field(1, type),
    field(2, raw),
    field(3, ''),
  ]);
}

describe('decodeKubernetes', () => {
  it('decodes objects with maps and bytes', () => {
    const entry = (name: string, value: string) =>
      Buffer.concat([field(1, name), field(2, value)]);
    const raw = Buffer.concat([
      field(1, Buffer.concat([field(1, 'name'), field(11, entry('a', 'b'))])),
      field(2, entry('password', 'hidden')),
      field(2, entry('user', 'me')),
      field(3, 'Opaque'),
    ]);
    expect(decodeKubernetes(envelope('v1', 'Secret', raw))).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'name', labels: { a: 'b' } },
      data: { password: 'aGlkZGVu', user: 'bWU=' },
      type: 'Opaque',
    });
  });

  it('refuses kinds that it does not know', () => {
    expect(() =>
      decodeKubernetes(envelope('v1', 'Pod', Buffer.alloc(0))),
    ).toThrow(expect.objectContaining({ code: 415 }));
  });

  it('refuses any other bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.boolean(), (bytes, marked) => {
        const body = Buffer.concat([
          Buffer.from(marked ? 'k8s\0' : ''),
          Buffer.from(bytes),
        ]);
        expect(() => decodeKubernetes(body)).toThrow(
          expect.objectContaining({ name: 'ApiError' }),
        );
      }),
    );
  });
});
