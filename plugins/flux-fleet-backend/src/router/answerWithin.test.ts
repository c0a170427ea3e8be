import { answerWithin } from './answerWithin';

describe('answerWithin', () => {
  it('passes on what comes in time, an answer or an error', async () => {
    expect(await answerWithin(60_000, Promise.resolve(1))).toBe(1);
    await expect(
      answerWithin(60_000, Promise.reject(new Error('no'))),
    ).rejects.toThrow('no');
  });

  it('says so when nothing comes', async () => {
    await expect(answerWithin(5, new Promise(() => {}))).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('try again'),
    });
  });
});
