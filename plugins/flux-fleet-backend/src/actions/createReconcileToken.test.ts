import { createReconcileToken } from './createReconcileToken';

describe('createReconcileToken', () => {
  it('writes the time with nanoseconds that differ at the same millisecond', () => {
    const now = new Date('2026-05-01T10:00:00.123Z');
    const tokens = Array.from({ length: 50 }, () => createReconcileToken(now));
    for (const token of tokens) {
      expect(token).toMatch(/^2026-05-01T10:00:00\.123\d{6}Z$/);
    }
    // They are drawn from a million: two of fifty may meet, most must not.
    expect(new Set(tokens).size).toBeGreaterThan(40);
  });
});
