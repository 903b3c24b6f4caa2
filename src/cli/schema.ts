import { Argument, Command } from '@commander-js/extra-typings';
import { sweepJsonSchema } from '../experiments/sweep/json-schema.js';
import { scenarioJsonSchema } from '../scenario/json-schema.js';
import { printJson } from './print.js';

const schemas = { scenario: scenarioJsonSchema, sweep: sweepJsonSchema };

/** `vickrey schema [FILE]` */
export function schemaCommand() {
  return new Command('schema')
    .description('print the JSON Schema of a kind of file, for editors')
    .addArgument(
      new Argument('[file]', 'its kind').choices(['scenario', 'sweep']).default('scenario' as const),
    )
    .action((kind) => {
      printJson(schemas[kind](), 2);
    });
}
