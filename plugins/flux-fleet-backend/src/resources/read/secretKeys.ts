/** Names that end with a word for what opens something, written together and small. */
const SECRET_NAME =
  /(?:passwords?|passwd|passphrases?|pwd|tokens?|secrets?|credentials?|creds|(?:access|account|api|auth|client|encryption|master|private|secret|shared|signing|ssh|tls)keys?|authorization|connectionstrings?|dockercfg|dockerconfigjson|webhookpath)$/;

/** Names of what only says which Secret, or which of its keys, is meant. */
const NAMING =
  /(?:existing[a-z0-9]*(?:secrets?|keys?)|pullsecrets?|automountserviceaccounttoken)$/;

/** What may follow such a word without changing what it says. */
const SUFFIX = /(?:hash|base64|b64|value)?[0-9]*$/;

/** `pass` at the end of a key, as a word of its own: not that of `bypass`. */
const PASS_KEY = /(?:^|[^A-Za-z])pass$|[a-z0-9]Pass$|(?:^|_)PASS$/;

/** Keys that only refer to a Secret or name one. */
const REFERENCE_KEY =
  /(?:Refs?|valuesFrom|valueFrom|secretName|existingSecret|targetPath)$/i;

/** Fields of an object that says where a secret is. */
const REFERENCE_FIELDS: ReadonlySet<string> = new Set([
  'apiVersion',
  'audience',
  'defaultMode',
  'expirationSeconds',
  'items',
  'key',
  'kind',
  'mode',
  'name',
  'namespace',
  'optional',
  'path',
]);

/** Keys below which an object that has only such fields refers, even when it has a name alone. */
const REFERRING = /(?:secrets?|serviceaccounttoken)$/i;

/** Longer than any key; a longer one is not looked through. */
const LONGEST_KEY = 256;

/** Whether the value of a key, a variable or a parameter of this name is to be hidden. */
export function isSecretKey(key: string): boolean {
  if (key.length > LONGEST_KEY) return false;
  const name = key
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .replace(SUFFIX, '');
  return (SECRET_NAME.test(name) && !NAMING.test(name)) || PASS_KEY.test(key);
}

/** Whether what lies below a key only says where a secret is. */
export function isReferenceKey(key: string): boolean {
  return REFERENCE_KEY.test(key);
}

/** Whether an object below a key that names a secret only says where that is: `secret: {name: x}`. */
export function isReference(key: string, value: object): boolean {
  const fields = Object.keys(value);
  return (
    fields.length > 0 &&
    fields.every(f => REFERENCE_FIELDS.has(f) || isReferenceKey(f)) &&
    (REFERRING.test(key) ||
      fields.some(isReferenceKey) ||
      (fields.includes('name') && fields.includes('key')))
  );
}
