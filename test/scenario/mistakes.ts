/** A JSON Schema, as far as scenarios use it. */
export interface Schema {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: Schema[];
  oneOf?: Schema[];
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema | false;
  prefixItems?: Schema[];
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
}

/** A scenario text with one mistake in it, and where that is. */
interface Mistake {
  name: string;
  text: string;
  line: number;
  column: number;
  /** Part of the message. */
  message: string;
  /** Part of the hint. */
  hint?: string;
}

/** Where in a YAML text a mapping is being written: the lines above it and the beginning of its first line. */
interface Spot {
  path: string;
  lines: string[];
  indent: string;
  first: string;
}

/** Every field that `schema` describes, wrong in each way that its type and its range allow. */
export function mistakes(
  schema: Schema,
  spot: Spot = { path: '', lines: [], indent: '', first: '' },
): Mistake[] {
  return [
    unknownKey(schema, spot),
    ...misspelt(schema, spot),
    ...Object.keys(schema.properties!).flatMap((key) => inField(schema, key, spot)),
  ];
}

function inField(mapping: Schema, key: string, spot: Spot): Mistake[] {
  const schema = mapping.properties![key]!;
  const before = others(mapping, key, spot);
  const kinds = schema.anyOf ?? schema.oneOf ?? [schema];
  const path = spot.path === '' ? key : `${spot.path}.${key}`;
  const inner: Spot = {
    path,
    lines: [...before.lines, `${before.first}${key}:`],
    indent: `${spot.indent}  `,
    first: `${spot.indent}  `,
  };
  return [
    ...wrongValues(kinds).map(({ value, offset = 0, at = '' }) =>
      mistake(`${path}${at}`, before, `${key}: ${value}`, key.length + 2 + offset, `${path}${at}: `),
    ),
    ...kinds.filter(({ properties }) => properties).flatMap((kind) => mistakes(kind, inner)),
    ...kinds
      .filter(({ items }) => items && 'properties' in items)
      .flatMap(({ items }) =>
        mistakes(items as Schema, {
          ...inner,
          path: `${path}.0`,
          indent: `${inner.indent}  `,
          first: `${inner.indent}- `,
        }),
      ),
  ];
}

function unknownKey(schema: Schema, spot: Spot): Mistake {
  const key = Object.keys(schema.properties!).at(-1);
  const wrong = `${key ?? 'key'}x`;
  const before = others(schema, '', spot);
  const label = spot.path === '' ? '' : `${spot.path}: `;
  return {
    ...mistake(spot.path, before, `${wrong}: 1`, 0, `${label}unknown key '${wrong}'`),
    hint: key === undefined ? 'no key' : `'${key}'`,
  };
}

/** A key that the mapping needs, written with a letter too many: it is not told to be missing, too. */
function misspelt(schema: Schema, spot: Spot): Mistake[] {
  const needed = (schema.required ?? []).filter((key) => schema.properties![key]!.const === undefined);
  return needed.map((key) => {
    const label = spot.path === '' ? '' : `${spot.path}: `;
    const written = `${key}x: ${sample(schema.properties![key]!)}`;
    const message = `${label}unknown key '${key}x'`;
    return { ...mistake(spot.path, others(schema, key, spot), written, 0, message), hint: `'${key}'` };
  });
}

function mistake(
  path: string,
  { lines, first }: Pick<Spot, 'lines' | 'first'>,
  written: string,
  offset: number,
  message: string,
): Mistake {
  const line = lines.length + 1;
  return {
    name: `${path} (${written})`,
    text: `${[...lines, first + written].join('\n')}\n`,
    line,
    column: first.length + offset + 1,
    message,
  };
}

/** The spot after the keys that the mapping needs besides `key`, so that only one thing is wrong. */
function others(
  { properties, required = [] }: Schema,
  key: string,
  spot: Spot,
): Pick<Spot, 'lines' | 'first'> {
  let { lines, first } = spot;
  for (const other of required.filter((name) => name !== key)) {
    lines = [...lines, `${first}${other}: ${sample(properties![other]!)}`];
    first = spot.indent;
  }
  return { lines, first };
}

function sample(schema: Schema): string {
  if (schema.const !== undefined) return String(schema.const);
  if (schema.items) return `[${sample(schema.items)}]`;
  if (schema.prefixItems) return `[${schema.prefixItems.map(sample).join(', ')}]`;
  if (schema.type === 'string') return 'text';
  return String(
    Math.max(schema.minimum ?? 0, (schema.exclusiveMinimum ?? 0) + 1, 1) * (schema.maximum === 1 ? 0.5 : 1),
  );
}

/** Whether any text will do, or any that is not empty. */
function isText({ type, enum: names, const: only }: Schema): boolean {
  return type === 'string' && names === undefined && only === undefined;
}

interface Wrong {
  value: string;
  /** Where in the value it is wrong. */
  offset?: number;
  at?: string;
}

function wrongValues(kinds: Schema[]): Wrong[] {
  const wrong: Wrong[] = [
    { value: '{ zzz: 1 }' },
    { value: '[[]]' },
    { value: 'null' },
    { value: '.nan' },
    { value: '-.inf' },
    ...(kinds.some(({ type }) => type === 'boolean') ? [] : [{ value: 'true' }]),
    ...(kinds.some(isText) ? [] : [{ value: "''" }, { value: 'z'.repeat(5000) }, { value: '"\\e]0;t\\a"' }]),
  ];
  const mapping = kinds.some(({ type }) => type === 'object');
  const list = kinds.some(({ type }) => type === 'array');
  // A mapping or a list in place of one is wrong inside, not as a whole.
  const whole = wrong.filter(
    ({ value }) => !(mapping && value.startsWith('{')) && !(list && value.startsWith('[')),
  );
  return [...whole, ...kinds.flatMap(wrongFor)];
}

function wrongFor(schema: Schema): Wrong[] {
  const wrong: Wrong[] = [];
  if (schema.type === 'string' ? schema.enum || schema.const : schema.type) wrong.push({ value: 'zzz' });
  if (schema.type === 'integer') wrong.push({ value: '1.5' });
  if (schema.minimum !== undefined && schema.minimum !== Number.MIN_SAFE_INTEGER)
    wrong.push({ value: String(schema.minimum - 1) });
  if (schema.exclusiveMinimum !== undefined) wrong.push({ value: String(schema.exclusiveMinimum) });
  if (schema.maximum !== undefined && schema.maximum !== Number.MAX_SAFE_INTEGER)
    wrong.push({ value: String(schema.maximum + 1) }, { value: '1e300' });
  if (schema.prefixItems) {
    wrong.push({ value: '[1]' }, { value: '[1, 2, 3]' }, { value: '[1, zzz]', offset: 4, at: '.1' });
  }
  return wrong;
}
