import type { FluxFleetSignal } from '@flux-fleet/backstage-plugin-flux-fleet-common';
import { ChangeAnnouncer } from './ChangeAnnouncer';

describe('ChangeAnnouncer', () => {
  const messages: FluxFleetSignal[] = [];
  const onError = jest.fn();
  let isDown = false;
  let announcer: ChangeAnnouncer;

  beforeEach(() => {
    jest.useFakeTimers();
    messages.length = 0;
    isDown = false;
    announcer = ChangeAnnouncer.create({
      publish: async message => {
        if (isDown) throw new Error('down');
        messages.push(message);
      },
      onError,
    });
  });

  afterEach(() => {
    announcer.stop();
    jest.useRealTimers();
  });

  it('announces the first change at once and what follows together', async () => {
    announcer.resourcesChanged(['a']);
    announcer.resourcesChanged(['b', 'c']);
    announcer.resourcesChanged(['b']);
    announcer.clusterChanged('a');
    expect(messages).toEqual([{ resourcesOf: ['a'], clusters: [] }]);
    await jest.advanceTimersByTimeAsync(250);
    expect(messages.slice(1)).toEqual([
      { resourcesOf: ['b', 'c'], clusters: ['a'] },
    ]);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(messages).toHaveLength(2);
    announcer.clusterChanged('d');
    expect(messages).toHaveLength(3);
  });

  it('survives a failing channel, and says nothing after its end', async () => {
    isDown = true;
    announcer.clusterChanged('a');
    await jest.advanceTimersByTimeAsync(300);
    expect(onError).toHaveBeenCalledWith(new Error('down'));
    isDown = false;
    announcer.stop();
    announcer.clusterChanged('b');
    await jest.advanceTimersByTimeAsync(300);
    expect(messages).toEqual([]);
  });
});
