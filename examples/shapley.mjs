// How far are sampled Shapley values off? Games of 15 to 100 players whose values are known, each sampled many times with orders
// drawn one by one, each with its reverse, and so that each player stands at each place once. Prints the tables of docs/shapley.md. All
// games take a minute or two; names leave out the others:
//
//     node examples/shapley.mjs
//     node examples/shapley.mjs gloves majority
//
//     error      root mean square error of all values, in % of the mean |value|
//     variance   of the estimates at the same number of orders, in % of that of independent orders
//     held       how many of the 95% intervals hold the value
//     orders     how many are drawn, on average, until half of every 95% interval is at most 10% of the mean |value|
import {
  coalitionWorths,
  games,
  halfWidth,
  orderPlans,
  Streams,
  sampledShapley,
  shapleyOf,
} from 'vickrey/lab';

/** How often the samples of each size are repeated. */
const sizes = [
  { orders: 200, repeats: 200 },
  { orders: 2000, repeats: 50 },
  { orders: 10_000, repeats: 10 },
];
const stops = 50;
const precision = 0.1;

const servers = { count: 50, capacity: new Float64Array(50).fill(100), load: loads(50) };
const equalisation = new Float64Array(50);
games['load-equalisation'].closedForm(servers, equalisation);
const known = {
  'majority: more than half of the seats 1, 2 … 15': enumerated(15, (members, size) =>
    2 * sum(members, size, (member) => member + 1) > 120 ? 1 : 0,
  ),
  "council: the United Nations' 5 and 10": enumerated(15, (members, size) =>
    size >= 9 && sum(members, size, (member) => (member < 5 ? 1 : 0)) === 5 ? 1 : 0,
  ),
  'gloves: 4 left and 8 right': enumerated(12, (members, size) => {
    const left = sum(members, size, (member) => (member < 4 ? 1 : 0));
    return Math.min(left, size - left);
  }),
  'airport: runways 1, 4 … 144': enumerated(12, (members, size) => {
    let longest = 0;
    for (let i = 0; i < size; i++) longest = Math.max(longest, (members[i] + 1) ** 2);
    return longest;
  }),
  'load equalisation: 50 servers': { v: games['load-equalisation'].value(servers), values: equalisation },
};

const names = process.argv.slice(2);
const asked = Object.entries(known).filter(
  ([title]) => names.length === 0 || names.some((name) => title.startsWith(name)),
);
console.log(
  `| game | orders | ${sizes.map(({ orders }) => `error at ${orders.toLocaleString('en')}`).join(' | ')} | variance | held |`,
);
console.log(`|---|---|${sizes.map(() => '---').join('|')}|---|---|`);
for (const [name, game] of asked) {
  let independent;
  for (const [order, plan] of Object.entries(orderPlans)) {
    const results = sizes.map(({ orders, repeats }) => observe(game, { plan, orders }, repeats));
    independent ??= results[1];
    const variance = (results[1].square / independent.square) * (results[1].orders / independent.orders);
    const errors = results.map(({ square }) => percent(Math.sqrt(square), 2));
    const title = order === 'independent' ? name : '';
    console.log(
      `| ${title} | ${order} | ${errors.join(' | ')} | ${percent(variance)} | ${percent(results[1].held, 1)} |`,
    );
  }
}

console.log(`\n| until ${percent(precision)} | orders drawn | held |\n|---|---|---|`);
for (const [name, game] of asked) {
  for (const [order, plan] of Object.entries(orderPlans)) {
    const { orders, held } = observe(game, { plan, orders: 40_000, precision }, stops);
    console.log(`| ${name.split(':')[0]}, ${order} | ${Math.round(orders)} | ${percent(held, 1)} |`);
  }
}

/** Squared error in units of the squared mean |value|, share of intervals that hold the value, and orders drawn: means over samples. */
function observe({ v, values }, terms, repeats) {
  const players = values.length;
  const scale = values.reduce((total, value) => total + Math.abs(value), 0) / players;
  const found = new Float64Array(players);
  const error = new Float64Array(players);
  let square = 0;
  let held = 0;
  let drawn = 0;
  for (let repeat = 0; repeat < repeats; repeat++) {
    const uniform = new Streams(repeat).uniform('orders');
    const { orders, blocks } = sampledShapley(players, v, terms, uniform, found, error);
    drawn += orders;
    for (let player = 0; player < players; player++) {
      const off = Math.abs(found[player] - values[player]);
      square += (off / scale) ** 2;
      const half = halfWidth({ mean: found[player], error: error[player], freedom: blocks - 1 }, 0.95);
      // A value on which all blocks agree is off by rounding, and its interval has no width.
      if (off <= half + 1e-12 * scale) held++;
    }
  }
  const asked = repeats * players;
  return { square: square / asked, held: held / asked, orders: drawn / repeats };
}

function enumerated(players, v) {
  const values = new Float64Array(players);
  shapleyOf(players, coalitionWorths(players, v), values);
  return { v, values };
}

function sum(members, size, of) {
  let total = 0;
  for (let i = 0; i < size; i++) total += of(members[i]);
  return total;
}

/** Loads from 0 to 200, the same at each run. */
function loads(count) {
  const uniform = new Streams(1).uniform('loads');
  return Float64Array.from({ length: count }, () => 200 * uniform());
}

function percent(share, digits = 0) {
  return `${(100 * share).toFixed(digits)}%`;
}
