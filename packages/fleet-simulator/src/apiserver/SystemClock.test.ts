import { SkewedClock } from './SkewedClock';
import { SystemClock } from './SystemClock';

describe('SystemClock', () => {
  it('runs tasks in order, not the cancelled ones', async () => {
    const clock = SystemClock.create();
    const ran: string[] = [];
    const now = clock.now();
    await new Promise<void>(resolve => {
      clock.schedule(now + 30, () => {
        ran.push('last');
        resolve();
      });
      clock.schedule(now + 10, () => ran.push('first'));
      const cancel = clock.schedule(now + 20, () => ran.push('never'));
      cancel();
    });
    expect(ran).toEqual(['first', 'last']);
    expect(clock.scheduled).toBe(0);
  });

  it('takes very many tasks', async () => {
    const clock = SystemClock.create();
    const now = clock.now();
    let ran = 0;
    const count = () => {
      ran += 1;
    };
    for (let index = 0; index < 200_000; index += 1) {
      clock.schedule(now + (index % 50), count);
    }
    await new Promise<void>(resolve => {
      clock.schedule(now + 50, resolve);
    });
    expect(ran).toBe(200_000);
  });
});

describe('SkewedClock', () => {
  it('shows another time, and runs tasks when it shows theirs', async () => {
    const clock = new SkewedClock(SystemClock.create());
    clock.setSkew(3_600_000);
    expect(clock.now() - Date.now()).toBeGreaterThan(3_500_000);
    await new Promise<void>(resolve => {
      clock.schedule(clock.now() + 5, resolve);
    });
    expect(clock.skewMilliseconds).toBe(3_600_000);
  });
});
