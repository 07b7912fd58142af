/** One runner for every act: evidence, decision, append; then whatever the accepted events lead to on other streams. */
import {
  type Codec,
  type Command,
  isRefusal,
  type Receipt,
  type Recorded,
  type Refusal,
  type Stamp,
  type Uuid,
} from '@nastavnik/kernel';
import { domainCodec, type DomainEvents, type OrderIssued } from '@nastavnik/domain';
import { beginReading, type Facts, streamReader, type StreamsOf } from '@nastavnik/evidence';
import { carryOut, EVENT_STORE, type EventStore, rememberingStreams } from '@nastavnik/platform/event-store';
import { Vault, type VaultAccess } from '@nastavnik/platform/vault';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { v5 as uuidV5 } from 'uuid';
import type { ActOptions } from './act';
import { agesFrom } from './ages';
import { type Aggregate, streamFor } from './aggregate';
import { ordersReached, pairs, participants, schools } from './aggregates';
import { type Effect, effectsOf, hasEffects } from './effects';
import { eraseFromVault } from './erasure';
import { orders } from './orders';
import { rehearse, type RehearsedAct } from './rehearse';

/** An accepted act with its events as they stand in the log. */
interface Accepted {
  readonly receipt: Receipt;
  readonly events: readonly Recorded<DomainEvents>[];
}

/** Source events whose effects this process has seen through; older ones are forgotten, carrying them again is harmless. */
const REMEMBERED = 10_000;

/** Which streams an organisation has: {@link StreamsOf}. */
export const STREAMS_OF = Symbol('STREAMS_OF');

@Injectable()
export class Acts {
  private readonly log = new Logger('Effects');
  private readonly seenThrough = new Set<string>();
  private readonly store: Pick<EventStore, 'readStream' | 'append'>;

  constructor(
    @Inject(EVENT_STORE) store: EventStore,
    private readonly vault: Vault,
    @Inject(STREAMS_OF) private readonly streamsOf: StreamsOf,
  ) {
    // Regulation and school are asked for every act, and have hardly ever changed.
    const { readStream } = rememberingStreams(store);
    this.store = { readStream, append: (...args) => store.append(...args) };
  }

  /**
   * Carries out an act and its effects. The receipt's position covers the effects, so that `?after=` shows them done; effects
   * that could not be carried now are carried by the effects process.
   */
  async run<State, Cmd extends Command, Event extends DomainEvents, Evidence>(
    aggregate: Aggregate<State, Cmd, Event, Evidence>,
    command: Cmd,
    options: ActOptions = {},
  ): Promise<Receipt | Refusal> {
    const outcome = await this.carry(aggregate, command, options, 'refuse');
    if (isRefusal(outcome)) return outcome;
    const { receipt, events } = outcome;
    try {
      return {
        ...receipt,
        position: latest(receipt.position, await this.carryEffects(events, receipt.repeated)),
      };
    } catch (error) {
      this.log.warn(
        `effects of ${receipt.stream}@${receipt.revision} are left to the effects process: ${nameOf(error)}`,
      );
      return receipt;
    }
  }

  /**
   * Carries the effects of events, and the effects of those, in order. Carrying twice changes nothing.
   * @param anew also what this process has seen through already, to learn its position
   * @returns position of the last event written; −1 when there was none
   * @throws EventStoreUnavailable, RevisionConflict: carry again
   */
  async carryEffects(events: readonly Recorded<DomainEvents>[], anew = false): Promise<bigint> {
    let furthest = -1n;
    for (const event of events) {
      const erasure = event.type === 'PersonalDataErased';
      if (!(erasure || hasEffects(event)) || (!anew && this.seenThrough.has(event.id))) continue;
      const reader = streamReader(this.store);
      if (erasure) await eraseFromVault(this.vault, reader, event);
      const refused = event.type === 'OrderIssued' ? await this.refusedTargets(event) : new Set<string>();
      for (const effect of await effectsOf(event, reader)) {
        if (refused.has(effect.stream)) continue;
        const outcome = await this.carryEffect(effect);
        if (isRefusal(outcome)) {
          furthest = latest(furthest, await this.noteRefusal(event, effect, outcome));
          if (event.type === 'OrderIssued') refused.add(effect.stream);
        } else
          furthest = latest(
            furthest,
            outcome.receipt.position,
            await this.carryEffects(outcome.events, anew),
          );
      }
      this.remember(event.id);
    }
    return furthest;
  }

  /** What would become of acts carried out one after the other; see {@link rehearse}. */
  rehearse(
    acts: readonly RehearsedAct[],
    options: Pick<ActOptions, 'sealed'>,
  ): Promise<readonly (Refusal | undefined)[]> {
    const first = acts[0];
    return first === undefined ? Promise.resolve([]) : rehearse(acts, this.facts(first.command, options));
  }

  /** The facts as they are now, for this act. */
  private facts({ type, stamp, data }: Command, options: ActOptions): Facts {
    const { schoolId, organisationId = schoolId } = data as {
      readonly schoolId?: Uuid;
      readonly organisationId?: Uuid;
    };
    const { id: actorId, role, organisationId: own } = stamp.actor;
    const access = {
      ...{ actorId, role, purpose: `evidence:${type}`, fields: ['birthDate'] },
      ...((organisationId ?? own) ? { organisationId: organisationId ?? own } : {}),
    } as VaultAccess;
    return {
      reader: streamReader(this.store),
      ageOf: agesFrom(this.vault, access, options.sealed),
      streamsOf: this.streamsOf,
    };
  }

  private async carry<State, Cmd extends Command, Event extends DomainEvents, Evidence>(
    aggregate: Aggregate<State, Cmd, Event, Evidence>,
    command: Cmd,
    options: ActOptions = {},
    onConflict: 'decide-anew' | 'refuse' = 'decide-anew',
  ): Promise<Refusal | Accepted> {
    const stream = streamFor(aggregate, command);
    let decided: readonly Event[] = [];
    let early: Facts | undefined = this.facts(command, options);
    beginReading(early, command);
    const receipt = await carryOut({
      store: this.store,
      codec: domainCodec as unknown as Codec<Event>,
      decider: aggregate.decider,
      stream,
      command,
      expectedRevision: options.expectedRevision,
      onConflict,
      gather: (state) => {
        // A fresh picture of the log for every further attempt.
        const facts = early ?? this.facts(command, options);
        early = undefined;
        return aggregate.evidence(facts, command, state);
      },
      beforeAppend: async (events) => {
        decided = events;
        if (options.sealed?.length) await this.vault.store(options.sealed);
      },
    });
    if (isRefusal(receipt)) return receipt;
    return {
      receipt,
      events: receipt.repeated ? await this.eventsOf(receipt) : placed(decided, receipt, command.stamp),
    };
  }

  private carryEffect(effect: Effect): Promise<Refusal | Accepted> {
    switch (effect.aggregate) {
      case 'school':
        return this.carry(schools, effect.command);
      case 'participant':
        return this.carry(participants, effect.command);
      case 'order':
        return this.carry(ordersReached, effect.command);
      case 'pair':
        return this.carry(pairs, effect.command);
    }
  }

  /** What was possible when the order was signed and no longer is: shown on the order, never lost. */
  private async noteRefusal(
    event: Recorded<DomainEvents>,
    effect: Effect,
    refused: Refusal,
  ): Promise<bigint> {
    const rules = refused.reasons.map((reason) => reason.rule).join(', ');
    this.log.warn(
      `${effect.command.type} on ${effect.stream}, from ${event.type} ${event.id}, is refused: ${rules}`,
    );
    if (event.type !== 'OrderIssued') return -1n;
    const { orderId, organisationId, effectiveOn } = event.data;
    const { recordedAt, actor } = event.stamp;
    const commandId = uuidV5(`${effect.stream} RefuseEffect`, event.id);
    const noted = await this.carry(orders, {
      type: 'RefuseEffect',
      data: { orderId, organisationId, effectiveOn, target: effect.stream, reasons: refused.reasons },
      stamp: { recordedAt, actor, commandId },
    });
    if (isRefusal(noted))
      throw new Error(`the refusal of ${effect.stream} cannot be noted on order ${orderId}`);
    return noted.receipt.position;
  }

  private async refusedTargets(order: Recorded<OrderIssued>): Promise<Set<string>> {
    const events = await streamReader(this.store).read(order.stream);
    return new Set(
      events.flatMap((event) => (event.type === 'OrderEffectRefused' ? [event.data.target] : [])),
    );
  }

  private async eventsOf(receipt: Receipt): Promise<readonly Recorded<DomainEvents>[]> {
    const events = await streamReader(this.store).read(receipt.stream);
    return events.filter((event) => receipt.eventIds.includes(event.id));
  }

  private remember(eventId: string): void {
    this.seenThrough.add(eventId);
    if (this.seenThrough.size <= REMEMBERED) return;
    for (const oldest of this.seenThrough) {
      this.seenThrough.delete(oldest);
      break;
    }
  }
}

const latest = (...positions: readonly bigint[]): bigint => positions.reduce((a, b) => (a > b ? a : b));
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown error');

/** Decided events with the places their receipt gives them; all carry the position of the last. */
const placed = (
  decided: readonly DomainEvents[],
  { stream, revision, position, eventIds }: Receipt,
  stamp: Stamp,
): readonly Recorded<DomainEvents>[] =>
  decided.map((event, index) => ({
    ...event,
    id: eventIds[index]!,
    stream,
    revision: revision - BigInt(decided.length - 1 - index),
    position,
    stamp,
  }));
