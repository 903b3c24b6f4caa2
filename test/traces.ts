import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Real traces beside the project, by the scenario that replays each. They are no part of it. */
const folder = fileURLToPath(new URL('../../shared/data/', import.meta.url));

export const realTraces = {
  'nasa-ipsc': `${folder}nasa-ipsc-1993.swf`,
  'azure-llm': `${folder}azure-llm-inference-2023-code.csv`,
  'azure-llm-continuous': `${folder}azure-llm-inference-2023-code.csv`,
} as const;

/** Whether the real traces are there: tests that need them are skipped where they are not. */
export const tracesArePresent = Object.values(realTraces).every((file) => existsSync(file));
