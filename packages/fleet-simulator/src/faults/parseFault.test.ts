import { parseFault } from './parseFault';

describe('parseFault', () => {
  it.each([
    { kind: 'latency', milliseconds: 100, jitterMilliseconds: 20 },
    { kind: 'hang', where: { verb: 'watch' }, times: 1 },
    { kind: 'status', code: 429, retryAfterSeconds: 1, probability: 0.1 },
    { kind: 'gone', as: 'event', where: { plural: 'things', group: 'a.b' } },
    { kind: 'malformed', what: 'objects' },
    { kind: 'huge', bytes: 10 },
    { kind: 'unserved', where: { plural: 'things', verb: ['get', 'list'] } },
    { kind: 'clockSkew', milliseconds: -5 },
  ])('takes %j', fault => {
    expect(parseFault(fault)).toEqual(fault);
  });

  it.each([
    [null, 'A fault is an object with a kind'],
    [{ kind: 'fire' }, 'Unknown kind of fault: fire'],
    [{ kind: 'toString' }, 'Unknown kind of fault: toString'],
    [{ kind: 'latency' }, 'wrong field: milliseconds'],
    [{ kind: 'status', code: 200 }, 'wrong field: code'],
    [{ kind: 'drop', times: 0 }, 'wrong field: times'],
    [{ kind: 'drop', probability: 2 }, 'wrong field: probability'],
    [{ kind: 'drop', where: { verb: 'look' } }, 'wrong field: where'],
    [{ kind: 'drop', where: { color: 'red' } }, 'wrong field: where'],
    [{ kind: 'drop', when: 'now' }, 'wrong field: when'],
  ])('refuses %j', (fault, message) => {
    expect(() => parseFault(fault)).toThrow(message);
  });
});
