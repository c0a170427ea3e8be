/** Reads `key=value` or `key`; a value may itself hold `=`. */
export function parseLabel(text: string): { key: string; value?: string } {
  const at = text.indexOf('=');
  return at < 0
    ? { key: text }
    : { key: text.slice(0, at), value: text.slice(at + 1) };
}
