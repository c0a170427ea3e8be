import { ServiceUnavailableError } from '@backstage/errors';

/** The answer, or ServiceUnavailableError after a time (milliseconds); what is going on is not ended by it. */
export async function answerWithin<T>(
  milliseconds: number,
  answer: Promise<T>,
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () =>
        reject(
          new ServiceUnavailableError(
            `There was no answer within ${
              milliseconds / 1000
            } s: the database of Flux Fleet may hang; try again in a moment`,
          ),
        ),
      milliseconds,
    );
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
