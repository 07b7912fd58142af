/** Commands on participants: registration, the two bases, diagnosed needs (S62-3.2-5, 4.4–4.9, 7-03). */
import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ParticipantAct } from '@nastavnik/commands';
import {
  ADAPTATION_REASONS,
  type AdaptationReason,
  EDUCATION_STAGES,
  type EducationStage,
  MENTEE_CATEGORIES,
  type MenteeCategory,
  MENTOR_CATEGORIES,
  type MentorCategory,
  PAIR_ROLES,
  type PairRole,
  PERSON_KINDS,
  type PersonKind,
  type Position,
  POSITIONS,
  TASK_TYPES,
  type TaskType,
} from '@nastavnik/domain/vocabulary';
import type { IsoDate, Uuid } from '@nastavnik/kernel';
import {
  CodeField,
  CodeListField,
  DateField,
  FlagField,
  PartField,
  PathUuid,
  TextField,
  WholeField,
} from '@nastavnik/platform/http';
import { Accepted, Acting, plain } from './acting';
import { Creating, Dated, Words } from './fields';
import { CommandRoute, Sending, type Sent } from './route';

const LEAVING = ['NEED_MET', 'OWN_WISH', 'LEFT_SCHOOL', 'ENTERED_BY_MISTAKE'] as const;

/** The whole name in the cases that documents need. Nobody guesses them: a document without them is worded so that it needs none. */
export class NameCasesBody {
  @TextField({ max: 300, optional: true, example: 'Соколовой Анны Игоревны', description: 'Кого?' })
  genitive?: string;
  @TextField({ max: 300, optional: true, example: 'Соколовой Анне Игоревне', description: 'Кому?' })
  dative?: string;
  @TextField({
    max: 300,
    optional: true,
    example: 'Соколову Анну Игоревну',
    description: 'Кого? (винительный)',
  })
  accusative?: string;
  @TextField({ max: 300, optional: true, example: 'Соколовой Анной Игоревной', description: 'Кем?' })
  instrumental?: string;
}

/** Kept in the vault: encrypted, erasable, never in an event. */
export class PersonBody {
  @TextField({ max: 100, example: 'Соколова' })
  familyName!: string;
  @TextField({ max: 100, example: 'Анна' })
  givenName!: string;
  @TextField({ max: 100, optional: true, example: 'Игоревна' })
  patronymic?: string;
  @DateField({ example: '2006-03-14' })
  birthDate!: IsoDate;
  @TextField({ max: 500, optional: true, example: 'sokolova@example.org' })
  contacts?: string;
  @TextField({ max: 300, optional: true, example: 'Ярославский моторный завод' })
  workplace?: string;
  @TextField({ max: 20, optional: true, example: '7Б', description: 'Of a student: class or group' })
  className?: string;
  @TextField({ max: 1000, optional: true, description: 'Of a mentor: main competences' })
  competences?: string;
  @TextField({ max: 1000, optional: true, description: 'Of a mentor: important achievements' })
  achievements?: string;
  @TextField({ max: 1000, optional: true, description: 'Of a mentor: interests' })
  interests?: string;
  @TextField({
    max: 100,
    optional: true,
    example: '12–15',
    description: 'Of a mentor: wished age of mentees',
  })
  preferredAge?: string;
  @TextField({
    max: 200,
    optional: true,
    example: '2 часа в неделю',
    description: 'Of a mentor: time there is',
  })
  timeResource?: string;
  @PartField(() => NameCasesBody, { optional: true, description: 'The name in other cases, for documents' })
  cases?: NameCasesBody;
}

export class RegisterParticipantBody extends Creating {
  @CodeField(PERSON_KINDS)
  kind!: PersonKind;
  @CodeField(POSITIONS, { optional: true, example: 'PEDAGOGUE', description: 'Of staff' })
  position?: Position;
  @FlagField({ example: false, description: 'Employed by this school' })
  employed!: boolean;
  @PartField(() => PersonBody)
  person!: PersonBody;
}

export class EnterMenteeBaseBody extends Dated {
  @CodeListField(MENTEE_CATEGORIES, {
    min: 0,
    example: ['LOW_RESULTS'],
    description: 'Empty only where the regulation sorts such mentees by no category',
  })
  categories!: MenteeCategory[];
  @CodeListField(TASK_TYPES)
  tasks!: TaskType[];
  @WholeField({
    min: 0,
    max: 70,
    optional: true,
    example: 2,
    description:
      'Of a pedagogue: full years of work; asked of young specialists where a regulation limits them',
  })
  experienceYears?: number;
  @CodeField(EDUCATION_STAGES, { optional: true, description: 'Of a student: the stage of education' })
  educationStage?: EducationStage;
  @CodeField(ADAPTATION_REASONS, { optional: true, description: 'Of a pedagogue: what to adapt to' })
  adaptation?: AdaptationReason;
}

export class EnterMentorBaseBody extends Dated {
  @CodeField(MENTOR_CATEGORIES)
  category!: MentorCategory;
  @CodeListField(TASK_TYPES, {
    min: 0,
    description: 'Kinds of tasks the mentor has solved with success (п. 2.5)',
  })
  experience!: TaskType[];
  @CodeField(EDUCATION_STAGES, { optional: true, description: 'Of a student: the stage of education' })
  educationStage?: EducationStage;
  @PartField(() => Words, { optional: true, description: 'The successful experience in words' })
  evidenceNote?: Words;
}

export class LeaveBaseBody extends Dated {
  @CodeField(PAIR_ROLES, { description: 'MENTOR: the base of mentors; MENTEE: the base of mentees' })
  base!: PairRole;
  @CodeField(LEAVING)
  reason!: (typeof LEAVING)[number];
}

/** S62-7-03. */
export class FindingsBody {
  @TextField({ max: 5000, example: 'Усидчивость, интерес к биологии' })
  strengths!: string;
  @TextField({ max: 5000, example: 'Пробелы по алгебре за 7 класс' })
  weaknesses!: string;
  @TextField({ max: 5000, example: 'Подготовка к ОГЭ по математике' })
  vectors!: string;
}

export class DiagnoseNeedsBody extends Dated {
  @CodeListField(TASK_TYPES)
  tasks!: TaskType[];
  @PartField(() => FindingsBody, { description: 'Kept in the vault' })
  findings!: FindingsBody;
}

@ApiTags('participants')
@Controller('v1/schools/:schoolId/participants')
export class ParticipantController {
  constructor(private readonly acting: Acting) {}

  @CommandRoute({
    path: '',
    act: 'register-participant',
    summary: 'Registers a person the school knows',
    description: 'Name, birth date and contacts go to the vault; the log keeps an opaque id.',
  })
  registerParticipant(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Body() { id, person, ...facts }: RegisterParticipantBody,
    @Sending() { stamp, when, reply }: Sent,
  ): Promise<Accepted> {
    const participantId = this.acting.newId(stamp, id);
    const sealed = this.acting.person(participantId, person);
    return this.acting.carry(
      new ParticipantAct(
        {
          type: 'RegisterParticipant',
          data: { participantId, schoolId, ...plain(facts), person: sealed.ref },
          stamp,
        },
        { ...when, sealed: [sealed] },
      ),
      participantId,
      reply,
    );
  }

  @CommandRoute({
    path: ':participantId/mentee-base',
    act: 'enter-base',
    summary: 'Enters the base of mentees',
  })
  enterMenteeBase(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Body() facts: EnterMenteeBaseBody,
    @Sending() { stamp, when, reply }: Sent,
  ): Promise<Accepted> {
    return this.acting.carry(
      new ParticipantAct(
        { type: 'EnterMenteeBase', data: { participantId, schoolId, ...facts }, stamp },
        when,
      ),
      participantId,
      reply,
      `/v1/schools/${schoolId}/registers/mentees`,
    );
  }

  @CommandRoute({
    path: ':participantId/mentor-base',
    act: 'enter-base',
    summary: 'Enters the base of mentors',
  })
  enterMentorBase(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Body() { evidenceNote, ...facts }: EnterMentorBaseBody,
    @Sending() { stamp, when, reply }: Sent,
  ): Promise<Accepted> {
    const note =
      evidenceNote === undefined
        ? undefined
        : this.acting.text(stamp, 'evidence-note', participantId, evidenceNote);
    return this.acting.carry(
      new ParticipantAct(
        {
          type: 'EnterMentorBase',
          data: {
            participantId,
            schoolId,
            ...facts,
            ...(note === undefined ? {} : { evidenceNote: note.ref }),
          },
          stamp,
        },
        { ...when, ...(note === undefined ? {} : { sealed: [note] }) },
      ),
      participantId,
      reply,
      `/v1/schools/${schoolId}/registers/mentors`,
    );
  }

  @CommandRoute({ path: ':participantId/base-exits', act: 'leave-base', summary: 'Leaves a base' })
  leaveBase(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Body() facts: LeaveBaseBody,
    @Sending() { stamp, when, reply }: Sent,
  ): Promise<Accepted> {
    return this.acting.carry(
      new ParticipantAct({ type: 'LeaveBase', data: { participantId, schoolId, ...facts }, stamp }, when),
      participantId,
      reply,
    );
  }

  @CommandRoute({
    path: ':participantId/needs',
    act: 'diagnose-needs',
    summary: 'Needs of a mentee were diagnosed',
    description: 'МОУ СОШ № 62, п. 7: strengths, weaknesses and vectors of development',
  })
  diagnoseNeeds(
    @Param('schoolId', PathUuid) schoolId: Uuid,
    @Param('participantId', PathUuid) participantId: Uuid,
    @Body() { findings, ...facts }: DiagnoseNeedsBody,
    @Sending() { stamp, when, reply }: Sent,
  ): Promise<Accepted> {
    const sealed = this.acting.text(stamp, 'findings', participantId, findings);
    return this.acting.carry(
      new ParticipantAct(
        {
          type: 'DiagnoseNeeds',
          data: { participantId, schoolId, ...facts, findings: sealed.ref },
          stamp,
        },
        { ...when, sealed: [sealed] },
      ),
      participantId,
      reply,
    );
  }
}
