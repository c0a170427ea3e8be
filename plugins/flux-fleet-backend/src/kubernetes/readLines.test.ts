import fc from 'fast-check';
import { readLines } from './readLines';

async function* inChunks(bytes: Uint8Array, sizes: number[]) {
  let start = 0;
  for (let i = 0; start < bytes.length; i++) {
    const size = sizes[i % sizes.length];
    yield bytes.subarray(start, start + size);
    start += size;
  }
}

async function collect(lines: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = [];
  for await (const line of lines) all.push(line);
  return all;
}

describe('readLines', () => {
  it('answers the same lines however the bytes are cut', async () => {
    const line = fc
      .string({ unit: 'grapheme' })
      .map(text => JSON.stringify(text));
    await fc.assert(
      fc.asyncProperty(
        fc.array(line),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        async (lines, sizes) => {
          const bytes = Buffer.from(lines.map(text => `${text}\n`).join(''));
          expect(await collect(readLines(inChunks(bytes, sizes), 1e6))).toEqual(
            lines,
          );
        },
      ),
    );
  });

  it('leaves out empty lines, and a last one that was cut off', async () => {
    const bytes = Buffer.from('{}\n\n\n[]\n{"a":');
    expect(await collect(readLines(inChunks(bytes, [4]), 100))).toEqual([
      '{}',
      '[]',
    ]);
  });

  it('refuses a line that is too long, before it has ended', async () => {
    async function* endless() {
      for (;;) yield Buffer.alloc(10, 'x');
    }
    await expect(collect(readLines(endless(), 100))).rejects.toMatchObject({
      kind: 'tooLarge',
    });
  });
});
