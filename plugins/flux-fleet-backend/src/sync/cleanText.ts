const LONE_SURROGATE =
  /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const SUSPECT = /[\0\uD800-\uDFFF]/;

/** Cuts a text and takes out what PostgreSQL refuses in one: NUL, and halves of characters. */
export function cleanText(text: string, maximumLength: number): string {
  const cut = text.length > maximumLength ? text.slice(0, maximumLength) : text;
  // Almost all texts are fine, and this is asked many times for each object.
  if (!SUSPECT.test(cut)) return cut;
  return cut.replaceAll('\0', '\uFFFD').replace(LONE_SURROGATE, '\uFFFD');
}
