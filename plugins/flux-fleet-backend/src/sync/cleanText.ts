const LONE_SURROGATE =
  /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Cuts a text and takes out what PostgreSQL refuses in one: NUL, and halves of characters. */
export function cleanText(text: string, maximumLength: number): string {
  return text
    .slice(0, maximumLength)
    .replaceAll('\0', '\uFFFD')
    .replace(LONE_SURROGATE, '\uFFFD');
}
