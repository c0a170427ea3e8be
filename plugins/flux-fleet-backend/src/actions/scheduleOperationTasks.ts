import type { SchedulerService } from '@backstage/backend-plugin-api';
import type { OperationService } from './OperationService';

/**
 * Plans what is to be done about operations once for all replicas: to follow on what a replica that went away has left,
 * and to remove what finished long ago.
 */
export async function scheduleOperationTasks(options: {
  operations: OperationService;
  scheduler: SchedulerService;
}): Promise<void> {
  const { operations, scheduler } = options;
  await scheduler.scheduleTask({
    id: 'flux-fleet-resume-operations',
    frequency: { minutes: 1 },
    initialDelay: { minutes: 1 },
    timeout: { minutes: 1 },
    scope: 'global',
    fn: () => operations.resume(),
  });
  await scheduler.scheduleTask({
    id: 'flux-fleet-remove-old-operations',
    frequency: { hours: 6 },
    initialDelay: { minutes: 10 },
    timeout: { minutes: 10 },
    scope: 'global',
    fn: () => operations.removeOld(),
  });
}
