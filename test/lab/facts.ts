import type { mechanisms } from '../../src/lab/mechanisms.js';

/**
 * What is known of each mechanism, from the literature or from docs/lab.md: `+` a property holds, `−` the lab finds a counterexample, `·` it
 * says nothing about the mechanism. Columns are in the order of `properties`.
 *
 * Vickrey (1961) and Clarke-Groves: truthful, efficient, individually rational. Leonard (1983): with one task a server VCG is free
 * of envy. Edelman, Ostrovsky and Schwarz (2007): generalised second prices are not truthful. A price that stands before anybody speaks
 * is truthful and wastes.
 */
const facts: Record<keyof typeof mechanisms, string> = {
  'first-price': '− − · + + + + + + + +',
  'second-price': '+ − · + + + + + + − +',
  'posted-price': '+ − · + − − + − − + +',
  vcg: '+ − · + + + + + + − +',
  gsp: '− − · + + + + − − − +',
  paper: '− − + − + − + − − − +',
  'binding-reserve': '+ − − + + − + + + − +',
  'leave-one-out': '+ − + + + − + + + − +',
};

/** The marks of one mechanism, one a property. */
export function marks(name: keyof typeof mechanisms): string[] {
  return facts[name].split(' ');
}
