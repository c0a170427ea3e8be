import { parseAllDocuments, stringify } from 'yaml';
import { HIDDEN, redactText } from '../redactText';
import { redactLines } from './redactLines';

/** How much text of one object is parsed: parsing is slow, and clusters may send megabytes. */
const MOST_CHARACTERS = 128 * 1024;

/** How much of an object's texts may still be parsed. */
export interface ParseBudget {
  left: number;
}

/** A budget for one object. */
export function createParseBudget(): ParseBudget {
  return { left: MOST_CHARACTERS };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isSecret = (value: unknown) => isObject(value) && value.kind === 'Secret';

/** Whether a document is a Secret, or a list with one. */
function holdsSecret(value: unknown): boolean {
  if (!isObject(value)) return false;
  const items = Array.isArray(value) ? value : value.items;
  return isSecret(value) || (Array.isArray(items) && items.some(isSecret));
}

/** What stands behind a hash is shown as it is, unless it looks like a secret itself. */
function redactComments(text: string): string {
  return text
    .split('\n')
    .map(line => {
      const at = /(?:^|\s)#\s?/.exec(line);
      if (!at) return line;
      const from = at.index + at[0].length;
      return line.slice(0, from) + redactLines(line.slice(from));
    })
    .join('\n');
}

/** Undefined when it cannot be parsed. */
function redactPart(
  text: string,
  redactValue: (value: unknown) => unknown,
): string | undefined {
  try {
    // Secrets are found as the API server finds them: by what a document says, however it is written.
    const documents = parseAllDocuments(text, {
      logLevel: 'error',
      merge: true,
      prettyErrors: false,
    });
    if (!Array.isArray(documents)) return redactText(text);
    if (documents.some(({ errors }) => errors.length > 0)) return undefined;
    const values = documents.map(document => document.toJS() as unknown);
    if (values.some(holdsSecret)) return `\n# A Secret ${HIDDEN}\n`;
    if (!values.some(isObject)) return redactLines(text);
    const shown = values.map(redactValue);
    if (JSON.stringify(shown) === JSON.stringify(values)) {
      return redactText(redactComments(text));
    }
    return shown.map(value => stringify(value, { lineWidth: 0 })).join('---\n');
  } catch {
    // Documents that refer to themselves, or that are too deep.
    return undefined;
  }
}

/**
 * Hides what is secret in a text that may hold YAML or JSON: of documents that are Secrets everything, of others what
 * `redactValue` hides of a value; those where nothing is hidden stay as they are written.
 *
 * @param options - `isManifest`: the text must be a manifest or a patch, and is hidden when it cannot be parsed; other
 *   texts are looked through line by line then
 */
export function redactManifests(
  text: string,
  options: {
    budget: ParseBudget;
    isManifest: boolean;
    redactValue: (value: unknown) => unknown;
  },
): string {
  const { budget, isManifest, redactValue } = options;
  if (text.length > budget.left) return HIDDEN;
  budget.left -= text.length;
  // Documents of one text are told apart, so that what is no Secret stays readable.
  const parts = text
    .split(/^---(?=\s|$)/m)
    .map(part =>
      part.trim() === ''
        ? part
        : redactPart(part, redactValue) ??
          (isManifest ? undefined : redactLines(part)),
    );
  return parts.includes(undefined) ? HIDDEN : parts.join('---');
}
