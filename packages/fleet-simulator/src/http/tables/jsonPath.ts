import { isPlainObject } from '../../apiserver/managedFields/isPlainObject';

/**
 * The values at a path, in the part of JSONPath that printer columns use: `.field`, `['field']`, `[0]`, `[*]` and
 * `[?(@.field=="value")]`, without braces. A path that is not understood yields nothing.
 */
export function jsonPath(value: unknown, path: string): unknown[] {
  let rest = path.trim();
  let found: unknown[] = [value];
  while (rest !== '' && found.length > 0) {
    const step = takeStep(rest);
    if (!step) {
      return [];
    }
    found = found.flatMap(step.select);
    rest = rest.slice(step.length);
  }
  return found;
}

interface Step {
  length: number;
  select: (value: unknown) => unknown[];
}

const FIELD = /^\.((?:\\.|[^.[\\])+)/;
const QUOTED = /^\[(?:'([^']*)'|"([^"]*)")\]/;
const INDEX = /^\[(\d+|\*)\]/;
const FILTER =
  /^\[\?\(@\.([A-Za-z0-9_.]+)\s*==\s*(?:'([^']*)'|"([^"]*)"|(true|false|\d+))\)\]/;

function takeStep(text: string): Step | undefined {
  const field = FIELD.exec(text);
  if (field) {
    const name = field[1].replace(/\\(.)/g, '$1');
    return { length: field[0].length, select: value => fieldOf(value, name) };
  }
  const quoted = QUOTED.exec(text);
  if (quoted) {
    const name = quoted[1] ?? quoted[2];
    return { length: quoted[0].length, select: value => fieldOf(value, name) };
  }
  const index = INDEX.exec(text);
  if (index) {
    return {
      length: index[0].length,
      select: value => {
        const items = Array.isArray(value) ? value : [];
        return index[1] === '*'
          ? items
          : items.slice(Number(index[1]), Number(index[1]) + 1);
      },
    };
  }
  const filter = FILTER.exec(text);
  if (filter) {
    const [whole, name, single, double, literal] = filter;
    const wanted = single ?? double ?? literal;
    return {
      length: whole.length,
      select: value =>
        (Array.isArray(value) ? value : []).filter(item =>
          jsonPath(item, `.${name}`).some(field_ => String(field_) === wanted),
        ),
    };
  }
  return undefined;
}

function fieldOf(value: unknown, name: string): unknown[] {
  return isPlainObject(value) && Object.hasOwn(value, name)
    ? [value[name]]
    : [];
}
