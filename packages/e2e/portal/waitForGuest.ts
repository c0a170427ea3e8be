const KNOWN_WITHIN_MS = 60_000;
const GUEST_PATH = '/api/catalog/entities/by-name/user/default/guest';

/**
 * Waits until the catalog knows the guest. The backend is ready before the catalog has read the demo's people, by a
 * second or by many on a busy machine; until then the portal's own bar, which shows who is signed in, asks for somebody
 * who is not there, and the browser logs that as an error. Throws when it takes too long.
 */
export async function waitForGuest(url: string): Promise<void> {
  const deadline = Date.now() + KNOWN_WITHIN_MS;
  for (;;) {
    const answer = await askForGuest(url);
    if (answer === 200) return;
    if (Date.now() > deadline) {
      throw new Error(
        `The catalog does not know the guest: it answers ${answer}. Is examples/org.yaml registered?`,
      );
    }
    await new Promise(done => setTimeout(done, 200));
  }
}

/** The status code that says whether the guest is there; that of signing in when that fails. */
async function askForGuest(url: string): Promise<number> {
  const session = await fetch(`${url}/api/auth/guest/refresh`, {
    headers: { 'X-Requested-With': 'XMLHttpRequest' },
    signal: AbortSignal.timeout(10_000),
  });
  if (!session.ok) return session.status;
  const { backstageIdentity } = (await session.json()) as {
    backstageIdentity: { token: string };
  };
  const guest = await fetch(`${url}${GUEST_PATH}`, {
    headers: { Authorization: `Bearer ${backstageIdentity.token}` },
    signal: AbortSignal.timeout(10_000),
  });
  return guest.status;
}
