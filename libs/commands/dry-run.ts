/** What an order would do, judged by every aggregate it reaches before it is signed. Nothing is written. */
import { type Decision, isRefusal, type Recorded, type Refusal, type Stamp } from '@nastavnik/kernel';
import type { DomainEvents } from '@nastavnik/domain';
import { asIf, type Facts } from '@nastavnik/evidence';
import { eventId } from '@nastavnik/platform/event-store';
import { judge } from './aggregate';
import { ordersReached, pairs, participants, schools } from './aggregates';
import { type Effect, effectsOf } from './effects';

export interface DryEffect {
  readonly target: string;
  readonly refusal?: Refusal;
}

/**
 * Follows an event that is not in the log yet to wherever it leads, each step seeing the ones before it: two effects on
 * one pair are judged one after the other.
 */
export const dryRun = async (event: Recorded<DomainEvents>, facts: Facts): Promise<readonly DryEffect[]> => {
  const appended: Recorded<DomainEvents>[] = [event];
  return follow(event, appended, { ...facts, reader: asIf(facts.reader, appended) });
};

/** @param appended what is imagined to be in the log, `event` the last of it; what it leads to is appended. `imagined` reads it. */
export const follow = async (
  event: Recorded<DomainEvents>,
  appended: Recorded<DomainEvents>[],
  imagined: Facts,
): Promise<readonly DryEffect[]> => {
  const outcome: DryEffect[] = [];
  for (let at = appended.indexOf(event); at < appended.length; at += 1) {
    const source = appended[at]!;
    for (const effect of await effectsOf(source, imagined.reader)) {
      const target = effect.stream;
      const decision = await judgeEffect(effect, imagined);
      if (isRefusal(decision)) outcome.push({ target, refusal: decision });
      else {
        if (source === event) outcome.push({ target });
        const history = await imagined.reader.read(target);
        appended.push(
          ...imagine(
            decision,
            target,
            history.at(-1)?.revision ?? -1n,
            source.position,
            effect.command.stamp,
          ),
        );
      }
    }
  }
  return outcome;
};

const judgeEffect = (effect: Effect, facts: Facts): Promise<Decision<DomainEvents>> => {
  switch (effect.aggregate) {
    case 'school':
      return judge(schools, effect.command, facts);
    case 'participant':
      return judge(participants, effect.command, facts);
    case 'order':
      return judge(ordersReached, effect.command, facts);
    case 'pair':
      return judge(pairs, effect.command, facts);
  }
};

export const imagine = (
  events: readonly DomainEvents[],
  stream: string,
  last: bigint,
  position: bigint,
  stamp: Stamp,
): readonly Recorded<DomainEvents>[] =>
  events.map((event, index) => ({
    ...event,
    id: eventId(stamp.commandId, stream, index),
    stream,
    revision: last + 1n + BigInt(index),
    position,
    stamp,
  }));
