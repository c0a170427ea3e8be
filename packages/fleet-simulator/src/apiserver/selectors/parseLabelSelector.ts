import { ApiError } from '../ApiError';

/** Says whether labels match a selector. */
export type LabelMatcher = (
  labels: Readonly<Record<string, string>>,
) => boolean;

const KEY = '[A-Za-z0-9]([-A-Za-z0-9_./]*[A-Za-z0-9])?';
const VALUE = '([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)?';
const EXISTS = new RegExp(`^(!?)\\s*(${KEY})$`);
const EQUALS = new RegExp(`^(${KEY})\\s*(==|=|!=)\\s*(${VALUE})$`);
const IN = new RegExp(`^(${KEY})\\s+(in|notin)\\s*\\(([^()]*)\\)$`);
const COMPARES = new RegExp(`^(${KEY})\\s*(>|<)\\s*(-?\\d+)$`);
const VALUE_ONLY = new RegExp(`^${VALUE}$`);

/**
 * Parses the `labelSelector` parameter (equality and set based, `>` and `<`), as `labels.Parse` of Kubernetes does.
 *
 * @returns undefined for the empty selector, which matches everything
 * @throws ApiError 400 when the text is not a selector
 */
export function parseLabelSelector(text: string): LabelMatcher | undefined {
  if (text.trim() === '') {
    return undefined;
  }
  const matchers = splitTerms(text).map(term => parseTerm(term.trim(), text));
  return labels => matchers.every(matches => matches(labels));
}

/** Splits at commas outside of parentheses. */
function splitTerms(text: string): string[] {
  return text.split(/,(?![^(]*\))/);
}

function parseTerm(term: string, selector: string): LabelMatcher {
  const exists = EXISTS.exec(term);
  if (exists) {
    const wanted = exists[1] === '';
    const key = exists[2];
    return labels => Object.hasOwn(labels, key) === wanted;
  }
  const equals = EQUALS.exec(term);
  if (equals) {
    const [, key, , operator, value] = equals;
    return operator === '!='
      ? labels => valueOf(labels, key) !== value
      : labels => valueOf(labels, key) === value;
  }
  const includes = IN.exec(term);
  if (includes) {
    const [, key, , operator, list] = includes;
    const values = list.split(',').map(value => value.trim());
    if (values.every(value => VALUE_ONLY.test(value))) {
      const wanted = new Set<string | undefined>(values);
      return operator === 'in'
        ? labels => wanted.has(valueOf(labels, key))
        : labels => !wanted.has(valueOf(labels, key));
    }
  }
  const compares = COMPARES.exec(term);
  if (compares) {
    const [, key, , operator, bound] = compares;
    return labels => {
      const text = valueOf(labels, key);
      if (text === undefined || !/^-?\d+$/.test(text)) {
        return false;
      }
      return operator === '>'
        ? Number(text) > Number(bound)
        : Number(text) < Number(bound);
    };
  }
  throw ApiError.badRequest(
    `unable to parse requirement: ${JSON.stringify(term)} in ${JSON.stringify(
      selector,
    )}`,
  );
}

function valueOf(
  labels: Readonly<Record<string, string>>,
  key: string,
): string | undefined {
  return Object.hasOwn(labels, key) ? labels[key] : undefined;
}
