import { mockServices } from '@backstage/backend-test-utils';
import { audited } from './audited';

describe('audited', () => {
  const create = () => {
    const event = { success: jest.fn(), fail: jest.fn() };
    const auditor = mockServices.auditor.mock({
      createEvent: async () => event,
    });
    return { auditor, event };
  };

  it('records that it was begun and that it went well', async () => {
    const { auditor, event } = create();
    const options = { eventId: 'resource-list', severityLevel: 'low' as const };
    await expect(audited(auditor, options, async () => 42)).resolves.toBe(42);
    expect(auditor.createEvent).toHaveBeenCalledWith(options);
    expect(event.success).toHaveBeenCalledTimes(1);
    expect(event.fail).not.toHaveBeenCalled();
  });

  it('records a failure and passes it on', async () => {
    const { auditor, event } = create();
    const error = new Error('no');
    await expect(
      audited(auditor, { eventId: 'resource-list' }, async () => {
        throw error;
      }),
    ).rejects.toBe(error);
    expect(event.fail).toHaveBeenCalledWith({ error });
    expect(event.success).not.toHaveBeenCalled();
  });
});
