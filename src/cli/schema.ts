import { Command } from '@commander-js/extra-typings';
import { scenarioJsonSchema } from '../scenario/json-schema.js';

/** `vickrey schema` */
export function schemaCommand() {
  return new Command('schema')
    .description('print the JSON Schema of the scenario file, for editors')
    .action(() => {
      process.stdout.write(`${JSON.stringify(scenarioJsonSchema(), null, 2)}\n`);
    });
}
