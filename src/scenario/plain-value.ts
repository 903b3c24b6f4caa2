import { type Alias, type Document, isAlias, isMap, isScalar, isSeq, type Node } from 'yaml';
import { quoted } from '../input/harmless.js';
import { deepest, tooDeepMessage } from './nesting.js';

/** Values that a document may have, those that an alias repeats counted at each place. */
const MOST_VALUES = 1e7;

/** Something wrong with a text, at an offset. */
export interface Fault {
  readonly offset: number;
  readonly message: string;
  readonly hint?: string;
}

/** What a YAML document stands for. */
export interface PlainValue {
  /** Mappings, lists, texts, numbers, booleans and null. What an alias repeats is shared, not copied. */
  readonly value: unknown;
  /** What each alias stands for. */
  readonly targets: ReadonlyMap<Alias, Node>;
  /** Where not empty, `value` is not whole. */
  readonly faults: readonly Fault[];
}

/**
 * Converts a document, as written nested at most {@link deepest} deep, in one visit: O(nodes). Faults are aliases of
 * nothing or of what they are part of, aliases that take the document beyond 10,000,000 values or {@link deepest}
 * levels, keys that are lists or mappings, or `__proto__`, and keys that a mapping has twice.
 */
export function plainValue({ contents }: Document.Parsed): PlainValue {
  const conversion = new Conversion();
  const { value } = conversion.of(contents);
  return { value, targets: conversion.targets, faults: conversion.faults };
}

/** A node converted, with its aliases written out. */
interface Converted {
  readonly value: unknown;
  /** Values in it, itself included. */
  readonly size: number;
  /** Lists and mappings within each other. */
  readonly depth: number;
}

const nothing: Converted = { value: null, size: 1, depth: 0 };

class Conversion {
  readonly targets = new Map<Alias, Node>();
  readonly faults: Fault[] = [];
  private readonly anchors = new Map<string, Node>();
  private tooLarge = false;
  /** Anchored nodes that are converted to their end. */
  private readonly converted = new Map<Node, Converted>();

  of(node: unknown): Converted {
    if (isAlias(node)) return this.ofAlias(node);
    const anchored = isScalar(node) || isMap(node) || isSeq(node) ? node : undefined;
    if (anchored?.anchor === undefined) return this.ofNode(node);
    this.anchors.set(anchored.anchor, anchored);
    const result = this.ofNode(node);
    this.converted.set(anchored, result);
    return result;
  }

  private ofNode(node: unknown): Converted {
    if (isMap(node)) return this.ofMap(node.items);
    if (isSeq(node)) return this.ofList(node.items);
    return isScalar(node) ? { ...nothing, value: node.value } : nothing;
  }

  private ofAlias(alias: Alias): Converted {
    const target = this.anchors.get(alias.source);
    if (target === undefined)
      return this.refuse(alias, `no anchor ${quoted(`&${alias.source}`)} above this alias`);
    const result = this.converted.get(target);
    if (result === undefined) return this.refuse(alias, 'this alias stands for what it is part of');
    this.targets.set(alias, target);
    return result;
  }

  private ofList(items: readonly unknown[]): Converted {
    const values: unknown[] = [];
    const extent = new Extent();
    for (const item of items) values.push(this.part(item, extent).value);
    return { value: values, ...extent };
  }

  private ofMap(pairs: readonly { key: unknown; value: unknown }[]): Converted {
    const entries: [string, unknown][] = [];
    const texts = new Set<string>();
    const extent = new Extent();
    for (const { key, value } of pairs) {
      const name = this.part(key, extent).value;
      if (typeof name === 'object' && name !== null) this.refuse(key, 'a key must be text');
      // Libraries that copy a mapping key by key lose this one.
      if (name === '__proto__') this.refuse(key, "unknown key '__proto__'");
      const text = name === null ? '' : String(name);
      if (texts.has(text)) this.refuse(key, 'this key is there twice', 'remove one of them');
      texts.add(text);
      entries.push([text, this.part(value, extent).value]);
    }
    // Not by assignment, to which a key such as __proto__ would be no key.
    return { value: Object.fromEntries(entries), ...extent };
  }

  /** A node as part of a list or a mapping, whose extent it adds to. */
  private part(node: unknown, extent: Extent): Converted {
    const result = this.of(node);
    if (result.depth >= deepest) return this.refuse(node, tooDeepMessage);
    if (extent.size + result.size > MOST_VALUES) {
      return this.refuseSize(node);
    }
    extent.add(result);
    return result;
  }

  /** Only once: what comes after it says no more. */
  private refuseSize(node: unknown): Converted {
    if (this.tooLarge) return nothing;
    this.tooLarge = true;
    return this.refuse(node, `aliases repeat more than ${MOST_VALUES} values`, 'repeat less by aliases');
  }

  private refuse(node: unknown, message: string, hint?: string): Converted {
    const offset = (node as Node).range?.[0] ?? 0;
    this.faults.push({ offset, message, ...(hint && { hint }) });
    return nothing;
  }
}

/** How large a list or a mapping is, so far. */
class Extent implements Pick<Converted, 'size' | 'depth'> {
  size = 1;
  depth = 1;

  add(part: Converted): void {
    this.size += part.size;
    this.depth = Math.max(this.depth, part.depth + 1);
  }
}
