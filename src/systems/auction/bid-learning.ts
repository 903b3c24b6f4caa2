import type { System } from '../../engine/system.js';
import type { BidActor } from '../../learning/neural/bid-actor.js';
import { EventKind } from '../events.js';
import type { Market } from '../market.js';

/** Notes what the winner and the runner-up of each sale have bid, before the task is assigned and paid. */
export function bidNotesSystem({ auction }: Market, actor: BidActor): System {
  const note = (): void => {
    if (auction.members > 0) actor.note(auction.winner, auction.runnerUp, auction.load);
  };
  return { name: 'bid notes', on: { [EventKind.TaskRetry]: note, [EventKind.TaskArrival]: note } };
}

/** At the end of a round, or at its tick, after sensitivities have moved, networks learn from the bids that were noted. */
export function bidLearningSystem(actor: BidActor): System {
  const learn = (): void => actor.endRound();
  return { name: 'bid learning', on: { [EventKind.RoundEnd]: learn, [EventKind.LearningTick]: learn } };
}
