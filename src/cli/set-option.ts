import { Option } from '@commander-js/extra-typings';

/** `--set path=value`, for every command that prepares a scenario; undefined where it is not given. */
export function setOption() {
  const description =
    'change a value of the scenario, for example servers.count=100 (repeatable); the value is YAML, or plain text where a text is wanted';
  return new Option('--set <path=value>', description).argParser((value, before: string[] = []) => [
    ...before,
    value,
  ]);
}
