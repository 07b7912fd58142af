/** Door of the read models: the registry the projector runs, the entities and migrations of their tables, the queries. */
import { MenteeRegister1763600000001 } from './mentee-register/mentee-register.migration';
import { MenteeRegisterQuery, MenteeRegisterRow, menteeRegister } from './mentee-register/mentee-register';
import { MentorRegister1763600000002 } from './mentor-register/mentor-register.migration';
import { MentorRegisterQuery, MentorRegisterRow, mentorRegister } from './mentor-register/mentor-register';
import { MunicipalitySummary1763600000004 } from './municipality-summary/municipality-summary.migration';
import {
  MunicipalitySummaryQuery,
  MunicipalitySummaryRow,
  municipalitySummary,
} from './municipality-summary/municipality-summary';
import { PairHistory1763600000005 } from './pair-history/pair-history.migration';
import { PairHistoryQuery, PairHistoryRow, pairHistory } from './pair-history/pair-history';
import { PairRegister1763600000003 } from './pair-register/pair-register.migration';
import { PairQuery, PairRegisterQuery, PairRegisterRow, pairRegister } from './pair-register/pair-register';

/** Every read model; a new one is one line here. */
export const readModels = [menteeRegister, mentorRegister, pairRegister, municipalitySummary, pairHistory];

export const readModelEntities = [
  MenteeRegisterRow,
  MentorRegisterRow,
  PairRegisterRow,
  MunicipalitySummaryRow,
  PairHistoryRow,
];

export const readModelMigrations = [
  MenteeRegister1763600000001,
  MentorRegister1763600000002,
  PairRegister1763600000003,
  MunicipalitySummary1763600000004,
  PairHistory1763600000005,
];

/** Providers: plain classes on the `POSTGRES` pool, each with one method `find`. */
export const readModelQueries = [
  MenteeRegisterQuery,
  MentorRegisterQuery,
  PairRegisterQuery,
  PairQuery,
  MunicipalitySummaryQuery,
  PairHistoryQuery,
];

export * from './register';
export * from './mentee-register/mentee-register';
export * from './mentor-register/mentor-register';
export * from './pair-register/pair-register';
export * from './municipality-summary/municipality-summary';
export * from './pair-history/pair-history';
