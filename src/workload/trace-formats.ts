import { azureLlm } from './azure-llm.js';
import { csv } from './csv-trace.js';
import { swf } from './swf.js';
import type { TraceFormat } from './trace-format.js';

/** The formats of recorded workloads, by the name that a scenario gives as `arrivals.format`. */
export const traceFormats = { csv, swf, 'azure-llm': azureLlm } satisfies Record<string, TraceFormat>;
