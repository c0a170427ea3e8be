import { AnswerFaults } from './Exchange';

/** Whether faults change objects in an answer. */
export function changesObjects(faults: AnswerFaults): boolean {
  return faults.malformedObjects || faults.hugeBytes > 0;
}

/** An object's text as faults leave it: with fields of wrong types, or with one annotation that is very long. */
export function faultyObject(text: string, faults: AnswerFaults): string {
  if (!changesObjects(faults)) {
    return text;
  }
  const object = JSON.parse(text);
  if (faults.malformedObjects) {
    return JSON.stringify({
      ...object,
      metadata: {
        ...object.metadata,
        generation: 'many',
        labels: ['not', 'a', 'map'],
        annotations: 7,
      },
      spec: 'none',
      status: { conditions: { Ready: true }, inventory: [], history: 'long' },
    });
  }
  const metadata = object.metadata ?? {};
  return JSON.stringify({
    ...object,
    metadata: {
      ...metadata,
      annotations: {
        ...metadata.annotations,
        'simulator.flux-fleet.io/huge': 'x'.repeat(faults.hugeBytes),
      },
    },
  });
}
