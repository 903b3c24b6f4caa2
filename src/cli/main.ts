#!/usr/bin/env node
import { lacksFiles, tooManyFiles } from './open-files.js';

// All else is imported here, so that what keeps it from being loaded can be told.
try {
  await import('./program.js');
} catch (error) {
  if (!lacksFiles(error)) throw error;
  process.stderr.write(`error: ${tooManyFiles}\n`);
  process.exitCode = 1;
}
