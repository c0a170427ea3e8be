import { isSecretKey } from './read/secretKeys';

/** What stands where something was hidden. */
export const HIDDEN = '(hidden)';

/**
 * What is hidden wherever it stands, with what is left of it. Every repetition that could be entered from many places is
 * bounded: texts come from clusters, and no text may take long. With each stands what a text must hold, in lower case, for it to
 * match: most texts hold none of it, and are not looked through.
 */
const SECRETS: ReadonlyArray<readonly [RegExp, string, readonly string[]]> = [
  // The part of a URL that names a user, up to the host.
  [/\b([a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#]+@/gi, `$1${HIDDEN}@`, ['://']],
  // A private key in PEM, also one that was cut off.
  [
    /-----BEGIN [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z ]{0,40}PRIVATE KEY(?: BLOCK)?-----|$)/g,
    HIDDEN,
    ['-----begin'],
  ],
  [/\bAGE-SECRET-KEY-1[A-Z0-9]+/g, HIDDEN, ['age-secret-key-']],
  // Credentials as HTTP carries them; after Bearer alone, prose has no digits and capitals.
  [
    /\b((?:proxy-)?authorization["']?[ \t]*[:=][ \t]*["']?)(?:(?:Bearer|Basic|Digest|Token)[ \t]+)?(?!\(hidden\))[^\s"',]+/gi,
    `$1${HIDDEN}`,
    ['authorization'],
  ],
  [
    /\b(Bearer|Basic) +(?=[a-z._~+/-]{0,200}[0-9A-Z=])[A-Za-z0-9._~+/=-]{8,}/g,
    `$1 ${HIDDEN}`,
    ['bearer ', 'basic '],
  ],
  // JSON Web Tokens, and tokens that hosts of Git and chats give out.
  [/(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/g, HIDDEN, ['eyj']],
  [
    /\b(?:gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-)[A-Za-z0-9_-]{10,}/g,
    HIDDEN,
    ['gh', 'glpat-', 'xox'],
  ],
  // Addresses that are passwords as a whole: who knows them may post.
  [
    /(https:\/\/(?:hooks\.slack(?:-gov)?\.com|hooks\.zapier\.com|[\w.-]{0,100}\.webhook\.office\.com|outlook\.office(?:365)?\.com\/webhook|[\w.-]{0,100}\.logic\.azure\.com(?::443)?|[\w.-]{0,100}\.api\.powerplatform\.com(?::443)?|(?:[\w-]{1,20}\.)?discord(?:app)?\.com\/api\/webhooks|chat\.googleapis\.com|api\.telegram\.org|open\.(?:feishu\.cn|larksuite\.com)\/open-apis\/bot|oapi\.dingtalk\.com)\/)[^\s"'<>]+/gi,
    `$1${HIDDEN}`,
    ['https://'],
  ],
  // Parameters of addresses that sign or open; those with a telling name are found as pairs below.
  [
    /([?&](?:sig|signature|key|code|x-amz-signature|x-amz-credential|x-goog-signature|x-goog-credential)=)[^&\s"'<>#]+/gi,
    `$1${HIDDEN}`,
    ['?', '&'],
  ],
  // Where a receiver of Flux listens; of a generic one, its only secret.
  [/(\/hook\/)[0-9a-f]{16,}/g, `$1${HIDDEN}`, ['/hook/']],
];

/** `name=value`, as in connection strings, addresses and arguments. */
const PAIR =
  /(?<![\w.-])([\w.-]{1,64})([ \t]{0,3}=[ \t]{0,3})("[^"]{0,300}"|'[^']{0,300}'|[^\s;&,"'<>]+)/g;

/** Values that say nothing: switches, and variables that are put in elsewhere. */
const PLAIN = /^(?:true|false|null|none|\$\{\w+\}|\$\(\w+\))$/i;

/** Hides what is secret in a text for people: users and passwords of URLs, keys, tokens and secret addresses. */
export function redactText(text: string): string {
  const lower = text.toLowerCase();
  let redacted = text;
  for (const [pattern, left, marks] of SECRETS) {
    if (marks.some(mark => lower.includes(mark))) {
      redacted = redacted.replace(pattern, left);
    }
  }
  if (!redacted.includes('=')) return redacted;
  return redacted.replace(PAIR, (pair, name: string, is: string, value) =>
    isSecretKey(name) && !PLAIN.test(value) && value !== HIDDEN
      ? `${name}${is}${HIDDEN}`
      : pair,
  );
}
