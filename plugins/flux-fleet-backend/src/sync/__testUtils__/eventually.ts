const GIVE_UP_AFTER_MS = 20_000;
const TRY_EVERY_MS = 20;

/** Runs assertions again and again until they hold; gives up, with what they last said, only after a long time. */
export async function eventually<T>(
  check: () => Promise<T> | T,
  giveUpAfterMs = GIVE_UP_AFTER_MS,
): Promise<T> {
  const end = Date.now() + giveUpAfterMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise(resolve => setTimeout(resolve, TRY_EVERY_MS));
    }
  }
}
