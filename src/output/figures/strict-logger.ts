/** Vega's logger: prints nothing, and throws what Vega would only have logged: a drawing with an error in it is none. */
export class StrictLogger {
  level(): number;
  level(level: number): this;
  level(level?: number): number | this {
    return level === undefined ? 0 : this;
  }

  error(...parts: readonly unknown[]): this {
    const [fault] = parts;
    throw fault instanceof Error ? fault : new Error(parts.join(' '));
  }

  warn(): this {
    return this;
  }

  info(): this {
    return this;
  }

  debug(): this {
    return this;
  }
}
