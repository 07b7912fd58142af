/** What mentor and mentee say to each other: who may, in whose name, and what Kilmez wants said before the end. */
import { fold } from '@nastavnik/kernel';
import { given } from '../../../kernel/given.testing';
import { pair } from '../pair';
import {
  ACTS,
  actors,
  command,
  evidenceWith,
  lifeOf,
  live,
  MENTEE,
  MENTOR,
  ON,
  profileWith,
  SECOND_MENTOR,
  vaultRef,
} from '../pair.fixtures.testing';
import { under } from '../pair.regulations.testing';

const atWork = () => given(pair, ...lifeOf('approved'));
type Who = (typeof actors)[keyof typeof actors];

describe('SEV-F-1a: the mentor gives feedback and may assess how capable the mentee is of developing further', () => {
  const feedback = (over: object = {}, actor: Who = actors.mentor) =>
    command(
      'GiveFeedback',
      ON.regular,
      { mentorId: MENTOR, menteeId: MENTEE, feedback: vaultRef(1), ...over },
      actor,
    );
  it('SEV-F-1a: with an assessment in levels, or without', () => {
    atWork()
      .when(feedback({ capability: 'HIGH' }), evidenceWith())
      .then({ type: 'FeedbackGiven', data: { menteeId: MENTEE, capability: 'HIGH' } });
    const [event] = atWork().when(feedback(), evidenceWith()).then({ type: 'FeedbackGiven' });
    expect(event?.data).not.toHaveProperty('capability');
  });
  it('SEV-F-1a: it is the mentor who assesses the mentee: not the other way round, and nobody from outside', () => {
    atWork()
      .when(feedback({ mentorId: MENTEE, menteeId: MENTOR }), evidenceWith())
      .thenRefused('speaker-of-this-pair', 'speaks-for-oneself');
    atWork()
      .when(feedback({ mentorId: SECOND_MENTOR }), evidenceWith())
      .thenRefused('speaker-of-this-pair', 'speaks-for-oneself');
    atWork().when(feedback({}, actors.mentee), evidenceWith()).thenRefused('speaks-for-oneself');
  });
});

describe('SEV-F-2a: the mentors of a group recommend', () => {
  const recommend = (kind: 'IDEA' | 'CAREER' | 'EXPERT_ACCESS', mentorIds = [MENTOR]) =>
    command(
      'IssueRecommendation',
      ON.regular,
      { mentorIds, menteeId: MENTEE, kind, recommendation: vaultRef(2) },
      actors.curator,
    );
  it.each(['IDEA', 'CAREER', 'EXPERT_ACCESS'] as const)('SEV-F-2a: %s', (kind) => {
    atWork()
      .when(recommend(kind), evidenceWith())
      .then({ type: 'RecommendationIssued', data: { kind, mentorIds: [MENTOR] } });
  });
  it('SEV-F-2a: mentors of this group, at least one', () => {
    atWork().when(recommend('CAREER', []), evidenceWith()).thenRefused('speaker-of-this-pair');
    atWork()
      .when(recommend('CAREER', [SECOND_MENTOR]), evidenceWith())
      .thenRefused('speaker-of-this-pair');
  });
});

describe('SEV-F-6a: the mentee turns to the mentor of the own accord', () => {
  const ask = (actor: Who = actors.mentee) =>
    command('RequestHelp', ON.regular, { menteeId: MENTEE, kind: 'RESOURCES', request: vaultRef(3) }, actor);
  const answer = (number = 1, actor: Who = actors.mentor, on: string = ON.regularAgain) =>
    command('GiveHelp', on, { number, mentorId: MENTOR, answer: vaultRef(4) }, actor);
  it('SEV-F-6a: for advice or resources, and the mentor answers', () => {
    const life = live([ask(), ask(), answer(2)], {}, lifeOf('approved'));
    expect(life.slice(-3)).toMatchObject([
      { type: 'HelpRequested', data: { number: 1 } },
      { type: 'HelpRequested', data: { number: 2 } },
      { type: 'HelpGiven', data: { number: 2, mentorId: MENTOR } },
    ]);
    expect(fold(pair, life)).toMatchObject({
      help: [{ on: ON.regular }, { on: ON.regular, answeredOn: ON.regularAgain }],
    });
  });
  it('SEV-F-6a: nobody asks in the place of the mentee', () => {
    for (const actor of [actors.mentor, actors.curator, actors.director]) {
      atWork().when(ask(actor), evidenceWith()).thenRefused('help-on-own-initiative');
    }
  });
  it('an answer is to a request that is open', () => {
    const asked = () => given(pair, ...live([ask()], {}, lifeOf('approved')));
    asked().when(answer(2), evidenceWith()).thenRefused('help-was-asked-for');
    asked()
      .when(answer(1, actors.mentor, ON.approved), evidenceWith())
      .thenRefused('help-was-asked-for');
    given(pair, ...live([ask(), answer()], {}, lifeOf('approved')))
      .when(answer(), evidenceWith())
      .thenRefused('help-was-asked-for');
  });
});

describe('KIL-5.5-1: mentee and mentor look back', () => {
  const reflect = (participantId = MENTEE, actor: Who = actors.curator) =>
    command('RecordReflection', ON.report, { participantId, reflection: vaultRef(5) }, actor);
  const closing = profileWith();
  const profile = {
    ...closing,
    parameters: { ...closing.parameters, closingReflection: under('KIL').parameters.closingReflection },
  };
  it('KIL-5.5-1: the pair is not completed before the mentee reflected and the mentor analysed the own work', () => {
    const ended = lifeOf('report');
    const [reason] = given(pair, ...ended)
      .when(ACTS.completed, evidenceWith({ profile }))
      .thenRefused('completed-after-reflection');
    expect(reason?.clauses.map(({ id }) => id)).toEqual(['KIL-5.5-1']);
    expect(reason?.missing.map(({ subject }) => subject)).toEqual([MENTOR, MENTEE]);
    const one = live([reflect()], {}, ended);
    expect(one.at(-1)).toMatchObject({ type: 'ReflectionRecorded', data: { role: 'MENTEE' } });
    given(pair, ...one)
      .when(ACTS.completed, evidenceWith({ profile }))
      .thenRefused('completed-after-reflection');
    const both = live([reflect(MENTOR)], {}, one);
    expect(both.at(-1)).toMatchObject({ data: { role: 'MENTOR' } });
    given(pair, ...both)
      .when(ACTS.completed, evidenceWith({ profile }))
      .then({ type: 'PairCompleted' });
  });
  it('each for oneself, and only members', () => {
    given(pair, ...lifeOf('report'))
      .when(reflect(MENTEE, actors.mentor), evidenceWith())
      .thenRefused('speaks-for-oneself');
    given(pair, ...lifeOf('report'))
      .when(reflect(SECOND_MENTOR), evidenceWith())
      .thenRefused('speaker-of-this-pair');
  });
  it('is not asked for under School 62', () => {
    given(pair, ...lifeOf('report'))
      .when(ACTS.completed, evidenceWith())
      .then({ type: 'PairCompleted' });
  });
});
