import { HIDDEN, redactText } from './redactText';

/**
 * Hides what is secret in a text and cuts it to a length. A hostile text is cut before it is looked through, at the end of
 * a word: half a secret could not be told from other text. And it is cut after, so that what is hidden was seen whole.
 */
export function redactToLength(text: string, length: number): string {
  let head = text.slice(0, 2 * length);
  if (head.length < text.length) {
    const end = Math.max(...[' ', '\n', '\t'].map(s => head.lastIndexOf(s)));
    if (end < 0) return HIDDEN.slice(0, length);
    head = head.slice(0, end);
  }
  return redactText(head).slice(0, length);
}
