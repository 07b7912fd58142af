/** A pair keeps the version of the regulation it was fixed under, until it is moved to a newer one. */
import { fold, type IsoDate, type Uuid } from '@nastavnik/kernel';
import { given } from '../../kernel/given.testing';
import { judgedBy, pair, type PairProfile } from './pair';
import type { PairEvent } from './pair.events';
import {
  ACTS,
  command,
  consent,
  evidenceWith,
  lifeOf,
  live,
  MENTEE,
  MENTOR,
  ON,
  PAIR,
  profileWith,
  SCHOOL,
  student,
  teacher,
  uuid,
} from './pair.fixtures.testing';

const TOWN = uuid(90);
/** Another version of the school's regulation, its silence filled from the municipality's. */
const version = (number: number, values: Parameters<typeof profileWith>[0] = {}): PairProfile => ({
  ...profileWith(values),
  version: number,
  parent: { organisationId: TOWN, version: 3 },
});
const move = (on: IsoDate = ON.regular) => command('MovePairToRegulation', on, {});
const moved = () => live([move()], { profile: version(2) }, lifeOf('approved'));
const at = (events: readonly PairEvent[], on: IsoDate) =>
  judgedBy(fold(pair, events), command('CompletePair', on, {}));

describe('a pair that is fixed', () => {
  it('names the version it is judged by, and the municipality that filled its silence', () => {
    const life = lifeOf('fixed', { profile: version(1) });
    const named = { organisationId: SCHOOL, version: 1, parent: { organisationId: TOWN, version: 3 } };
    expect(life.at(-1)?.data.basis.profile).toEqual(named);
    expect(at(life, ON.completed)).toEqual({ ...named, from: ON.fixed });
  });

  it('is judged by the regulation of the day before that: there is nothing to keep', () => {
    expect(at(lifeOf('familiarised'), ON.familiarised)).toBeUndefined();
  });

  it('is moved to the regulation in force, and judged by it from that day on', () => {
    const life = moved();
    expect(life.at(-1)).toMatchObject({
      type: 'PairMovedToRegulation',
      data: {
        pairId: PAIR,
        effectiveOn: ON.regular,
        regulation: { organisationId: SCHOOL, version: 2, parent: { organisationId: TOWN, version: 3 } },
      },
    });
    expect(at(life, ON.planning)).toMatchObject({ version: 1 });
    expect(at(life, ON.regular)).toMatchObject({ version: 2, from: ON.regular });
  });

  it('is suspended by the latest version: a withdrawal is judged when it is recorded', () => {
    const suspend = command('SuspendPair', ON.planning, { participantId: MENTEE });
    expect(judgedBy(fold(pair, moved()), suspend)).toMatchObject({ version: 2 });
  });

  it('is not moved twice to one version, nor to a day before its last act', () => {
    given(pair, ...moved())
      .when(move(ON.regularAgain), evidenceWith({ profile: version(2) }))
      .thenRefused('moves-to-another-version');
    given(pair, ...lifeOf('regular'))
      .when(move(ON.approved), evidenceWith({ profile: version(2) }))
      .thenRefused('not-before-its-ground');
  });

  it('is moved when only the version of the municipality has changed', () => {
    const later: PairProfile = { ...version(1), parent: { organisationId: TOWN, version: 4 } };
    given(pair, ...lifeOf('approved', { profile: version(1) }))
      .when(move(), evidenceWith({ profile: later }))
      .then({ type: 'PairMovedToRegulation', data: { regulation: { version: 1, parent: { version: 4 } } } });
  });

  it.each<[string, PairProfile, string]>([
    ['its form', version(2, { forms: { codes: ['STUDENT_STUDENT'], open: false } }), 'form-enabled'],
    ['its members', version(2, { participantScope: ['PEDAGOGUE'] }), 'participant-within-scope'],
    ['the age of its mentee', version(2, { studentMinAge: 16 }), 'student-old-enough'],
    ['its consents', version(2, { participationConsent: 'WRITTEN' }), 'consents-stand'],
  ])('is not moved to a regulation that has no place for %s', (_, profile, rule) => {
    const people = (written: boolean): Record<Uuid, ReturnType<typeof teacher>> => ({
      [MENTOR]: teacher(MENTOR, {
        consents: [consent({ written }), consent({ purpose: 'PERSONAL_DATA' })],
      }),
      [MENTEE]: student(MENTEE),
    });
    given(pair, ...lifeOf('approved'))
      .when(move(), evidenceWith({ profile, people: people(rule !== 'consents-stand') }))
      .thenRefused(rule);
  });

  it('is moved while it works only: neither before its order nor after its end', () => {
    given(pair, ...lifeOf('familiarised'))
      .when(move(), evidenceWith())
      .thenRefused('pair-fixed-by-order');
    given(pair, ...lifeOf('completed'))
      .when(move(ON.followUp), evidenceWith({ profile: version(2) }))
      .thenRefused('pair-still-open');
    given(pair, ...lifeOf('approved'))
      .when(ACTS.regular, evidenceWith())
      .then({ type: 'MeetingHeld' });
  });
});
