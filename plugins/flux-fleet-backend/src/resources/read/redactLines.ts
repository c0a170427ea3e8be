import { HIDDEN, redactText } from '../redactText';
import { isSecretKey } from './secretKeys';

/** A line that begins with a key, in YAML or in JSON. */
const KEY_LINE =
  /^([ \t]{0,200}(?:-[ \t]{1,20}){0,20})(["']?)([\w.-]{1,100})\2[ \t]{0,20}:(?:[ \t]+(.*))?$/;

/** A key with its value inside of braces. */
const INLINE =
  /(["']?)([\w.-]{1,100})\1(\s{0,20}:\s{0,20})("[^"]{0,500}"|'[^']{0,500}'|[^\s,{}[\]"'][^,{}\n]{0,500})/g;

const KIND_SECRET = /["']?kind["']?[ \t]{0,20}:[^\n]{0,200}\bSecret\b/;
const DATA = /["']?(?:data|stringData)["']?[ \t]{0,20}:/;

const isPlain = (value: string) => /^(?:true|false|null|~)$/.test(value);

function redactInline(line: string): string {
  if (!line.includes('{')) return line;
  return line.replace(INLINE, (pair, quote, key: string, is, value: string) =>
    isSecretKey(key) && !isPlain(value)
      ? `${quote}${key}${quote}${is}${HIDDEN}`
      : pair,
  );
}

/**
 * Hides line by line what keys name as secret in a text that looks like YAML but cannot be parsed (templates), and the
 * whole of it when it seems to hold a Secret. What is indented below such a key is left out.
 */
export function redactLines(text: string): string {
  if (KIND_SECRET.test(text) && DATA.test(text)) {
    return `\n# A Secret ${HIDDEN}\n`;
  }
  const shown: string[] = [];
  let below = Number.POSITIVE_INFINITY;
  for (const line of text.split('\n')) {
    const indent = line.length - line.trimStart().length;
    const isBelow =
      line.trim() === '' ||
      indent > below ||
      (indent === below && /^[ \t]*-(?:\s|$)/.test(line));
    if (below !== Number.POSITIVE_INFINITY && isBelow) continue;
    below = Number.POSITIVE_INFINITY;
    const [, start, quote, key, value = ''] = KEY_LINE.exec(line) ?? [];
    if (key && (isSecretKey(key) || key === 'stringData') && !isPlain(value)) {
      shown.push(`${start}${quote}${key}${quote}: ${HIDDEN}`);
      below = start.length;
    } else shown.push(redactInline(line));
  }
  return redactText(shown.join('\n'));
}
