import { Option } from '@commander-js/extra-typings';
import { quoted } from '../input/harmless.js';
import { InputError, type Problem } from '../input/input-error.js';
import { shortNumber } from '../input/magnitude.js';
import { suggestion } from '../input/nearest.js';
import { readValue } from '../scenario/given-value.js';
import { plainWords } from '../scenario/plain-words.js';
import { type KnownSystem, mostSteps, stepsOf, type Trial } from '../validation/known-system.js';
import { knownSystems } from '../validation/known-systems.js';

/** An option for each parameter of any system, `--rho 0.9`; help leaves them to `--list`. */
export function parameterOptions(): Option[] {
  const names = new Set(knownSystems.flatMap(({ parameters }) => Object.keys(parameters.shape)));
  return [...names].map((name) => new Option(`--${name} <value>`).hideHelp());
}

/**
 * What is to be observed: every case of every system, or of those named; with parameters, the one system that is named at those.
 *
 * @param names - comma-separated
 * @param given - parameters by name, as texts in YAML
 * @throws InputError with everything that is wrong
 */
export function chosenTrials(names: string | undefined, given: Readonly<Record<string, string>>): Trial[] {
  const systems = names === undefined ? knownSystems : names.split(',').map((name) => systemOf(name.trim()));
  const parameters = Object.keys(given);
  if (parameters.length === 0) {
    return systems.flatMap((system) => system.cases.map((each) => system.trial(each)));
  }
  const [system, another] = systems;
  if (names === undefined || another !== undefined) {
    throw new InputError({
      file: `--${parameters[0]} ${given[parameters[0]!]}`,
      message: 'is a parameter of one system',
      hint: 'name the one that is meant: --system NAME',
    });
  }
  return [affordable(system!.trial(checked(system!, given)), given)];
}

/** The trial, unless it takes too long. */
function affordable(trial: Trial, given: Readonly<Record<string, string>>): Trial {
  const { effort } = trial;
  const steps = stepsOf(effort);
  if (steps <= mostSteps) return trial;
  const { runs, length, warmup, unit } = effort;
  throw new InputError({
    file: optionOf('', given),
    message:
      `would take ${runs} runs of ${rounded(length + warmup)} ${unit} each, some ${rounded(steps)} steps of the ` +
      `program; a trial may take ${shortNumber(mostSteps)}`,
    hint: 'choose parameters that need less: a smaller load, fewer servers, fewer rare events',
  });
}

const rounded = (value: number): string => shortNumber(Number(value.toPrecision(2)));

function systemOf(name: string): KnownSystem {
  const found = knownSystems.find((system) => system.name === name);
  if (found) return found;
  const hint = suggestion(
    name,
    knownSystems.map((system) => system.name),
  );
  throw new InputError({ file: `--system ${name}`, message: `unknown system ${quoted(name)}`, hint });
}

/** The parameters of a system: those given, and the defaults of the others. */
function checked({ name, parameters, cases }: KnownSystem, given: Readonly<Record<string, string>>) {
  const values = Object.entries(given).map(([parameter, text]) => [parameter, parsedValue(parameter, text)]);
  const result = parameters.safeParse(
    { ...cases[0], ...Object.fromEntries(values) },
    { reportInput: true, error: (issue) => (issue.code === 'custom' ? issue.message : plainWords(issue)) },
  );
  if (result.success) return result.data;
  const known = Object.keys(parameters.shape);
  throw new InputError(
    result.error.issues.flatMap((issue): Problem[] => {
      if (issue.code !== 'unrecognized_keys')
        return [{ file: optionOf(String(issue.path[0] ?? ''), given), message: issue.message }];
      return issue.keys.map((key) => ({
        file: optionOf(key, given),
        message: `${name} has no such parameter`,
        hint: suggestion(key, known),
      }));
    }),
  );
}

/** The option that gave a parameter; of what concerns all of them, all. */
function optionOf(parameter: string, given: Readonly<Record<string, string>>): string {
  const named = Object.hasOwn(given, parameter) ? [parameter] : Object.keys(given);
  return named.map((name) => `--${name} ${given[name]}`).join(' ');
}

/** A value in YAML; a list may go without brackets. */
function parsedValue(parameter: string, text: string): unknown {
  const literal = text.trim();
  const yaml = readValue(literal.includes(',') && !/^[[{]/.test(literal) ? `[${literal}]` : literal);
  if ('value' in yaml) return yaml.value;
  const file = `--${parameter} ${text}`;
  throw new InputError(yaml.map(({ message, hint }) => ({ file, message: `the value: ${message}`, hint })));
}
