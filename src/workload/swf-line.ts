import { decimal } from '../input/decimal.js';
import { quoted, shortened } from '../input/harmless.js';
import { magnitudeFault, shortNumber } from '../input/magnitude.js';
import { RowRefusal } from '../input/row-refusal.js';

const FIELDS = 18;

/** What matters of a line of a job log; times in seconds, −1 for what is unknown. */
export class SwfJob {
  job = 0;
  submit = 0;
  /** As it is written. */
  submitText = '';
  run = 0;
  allocated = 0;
  requested = 0;
  status = 0;
}

/** A line as most logs have it: 18 numbers of up to 12 digits, without an exponent. The fields of {@link SwfJob} are captured. */
const PLAIN = plainPattern();

function plainPattern(): RegExp {
  const number = String.raw`-?\d{1,12}(?:\.\d+)?`;
  const captured = [1, 2, 4, 5, 8, 11];
  const fields = Array.from({ length: FIELDS }, (_, i) =>
    captured.includes(i + 1) ? `(${number})` : number,
  );
  return new RegExp(String.raw`^\s*${fields.join(String.raw`\s+`)}\s*$`);
}

/** One line of a job log in the Standard Workload Format. */
export class SwfLine {
  constructor(
    private readonly text: string,
    private readonly file: string,
    readonly number: number,
  ) {}

  /** Writes what it says. @throws RowRefusal at the first field that does not fit */
  read(out: SwfJob): void {
    const plain = PLAIN.exec(this.text);
    if (!plain) return this.readAny(out);
    out.job = Number(plain[1]);
    out.submitText = plain[2]!;
    out.submit = Number(out.submitText);
    out.run = Number(plain[3]);
    out.allocated = Number(plain[4]);
    out.requested = Number(plain[5]);
    out.status = Number(plain[6]);
  }

  /** What {@link SwfLine.read} does, of any line; says what is wrong with it. */
  readAny(out: SwfJob): void {
    const fields = this.fields();
    [out.job, out.submit, , out.run, out.allocated] = fields as [number, number, number, number, number];
    [out.requested, out.status] = [fields[7]!, fields[10]!];
    out.submitText = /^\s*\S+\s+(\S+)/.exec(this.text)![1]!;
  }

  /** Processor-seconds. @throws RowRefusal, at the run time, if they are out of range */
  load(run: number, processors: number): number {
    const load = run * processors;
    const fault = magnitudeFault(load, true);
    if (fault === undefined) return load;
    throw this.refusal(4, `run time × processors ${fault}`, shortNumber(load));
  }

  /** The error of a field, by its number from 1. */
  refusal(field: number, what: string, got: string): RowRefusal {
    const index = [...this.text.matchAll(/\S+/g)][field - 1]!.index;
    return this.refusalAt(index, `${what}, got ${got}`, what);
  }

  private fields(): number[] {
    const words = [...this.text.matchAll(/\S+/g)];
    const fields: number[] = [];
    for (const { 0: word, index } of words) {
      if (fields.length === FIELDS) throw this.wrongLength(index);
      fields.push(this.field(word, index, fields.length + 1));
    }
    if (fields.length < FIELDS) throw this.wrongLength(this.text.trimEnd().length, fields.length);
    return fields;
  }

  private field(word: string, index: number, number: number): number {
    const value = decimal(word);
    const what = value === undefined ? 'must be a number' : magnitudeFault(value, false);
    if (what === undefined) return value!;
    const got = value === undefined ? quoted(word) : shortened(word);
    throw this.refusalAt(index, `field ${number} ${what}, got ${got}`, `field ${number} ${what}`);
  }

  private wrongLength(index: number, found?: number): RowRefusal {
    const message = `a job has ${FIELDS} fields, this line has ${found ?? 'more'}`;
    return this.refusalAt(index, message, message, 'unknown fields are written -1, comments begin with ;');
  }

  private refusalAt(index: number, message: string, reason: string, hint?: string): RowRefusal {
    return new RowRefusal({ file: this.file, line: this.number, column: index + 1, message, hint }, reason);
  }
}
