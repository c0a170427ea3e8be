import { ReadingPlaces } from './ReadingPlaces';

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>(done => {
    resolve = done;
  });
  return { promise, resolve };
}

describe('ReadingPlaces', () => {
  it('reads so many at a time, and passes on answers and errors', async () => {
    const places = ReadingPlaces.create({ places: 2, heldForMs: 60_000 });
    let reading = 0;
    let most = 0;
    const read = (i: number) => async () => {
      most = Math.max(most, ++reading);
      await new Promise(resolve => setTimeout(resolve, 2));
      reading -= 1;
      if (i === 3) throw new Error('cut off');
      return i;
    };
    const answers = await Promise.allSettled(
      [1, 2, 3, 4, 5].map(i => places.run(read(i))),
    );
    expect(most).toBe(2);
    expect(
      answers.map(a => (a.status === 'fulfilled' ? a.value : 'no')),
    ).toEqual([1, 2, 'no', 4, 5]);
  });

  it('does not let those that take long keep others waiting', async () => {
    const places = ReadingPlaces.create({ places: 1, heldForMs: 5 });
    const slow = deferred();
    const first = places.run(() => slow.promise.then(() => 'slow'));
    expect(await places.run(async () => 'quick')).toBe('quick');
    slow.resolve();
    expect(await first).toBe('slow');
  });
});
