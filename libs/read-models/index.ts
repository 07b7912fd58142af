/** Door of the read models: the registry the projector runs, the migrations of their tables, the queries. */
import type { Pool } from 'pg';
import type { MigrationClass } from '@nastavnik/platform/postgres';
import { MenteeRegister1763600000001 } from './mentee-register/mentee-register.migration';
import { MenteeRegisterQuery, menteeRegister } from './mentee-register/mentee-register';
import { MentorRegister1763600000002 } from './mentor-register/mentor-register.migration';
import { MentorRegisterQuery, mentorRegister } from './mentor-register/mentor-register';
import { MunicipalitySummary1763600000004 } from './municipality-summary/municipality-summary.migration';
import { MunicipalitySummaryQuery, municipalitySummary } from './municipality-summary/municipality-summary';
import { PairHistory1763600000005 } from './pair-history/pair-history.migration';
import { PairHistoryQuery, pairHistory } from './pair-history/pair-history';
import { PairRegister1763600000003 } from './pair-register/pair-register.migration';
import { PairQuery, PairRegisterQuery, pairRegister } from './pair-register/pair-register';

/** Every read model with the migrations of its table and its queries; a new one is one entry here and its export below. */
const registry = [
  { model: menteeRegister, migrations: [MenteeRegister1763600000001], queries: [MenteeRegisterQuery] },
  { model: mentorRegister, migrations: [MentorRegister1763600000002], queries: [MentorRegisterQuery] },
  { model: pairRegister, migrations: [PairRegister1763600000003], queries: [PairRegisterQuery, PairQuery] },
  {
    model: municipalitySummary,
    migrations: [MunicipalitySummary1763600000004],
    queries: [MunicipalitySummaryQuery],
  },
  { model: pairHistory, migrations: [PairHistory1763600000005], queries: [PairHistoryQuery] },
];

/** What the projector feeds. */
export const readModels = registry.map(({ model }) => model);

/** Tables of the read models, of any version. */
export const readModelMigrations = registry.flatMap(
  ({ migrations }): readonly MigrationClass[] => migrations,
);

/** Providers: plain classes on the `POSTGRES` pool, each with one method `find`. */
export const readModelQueries = registry.flatMap(
  ({ queries }): readonly (new (postgres: Pool) => object)[] => queries,
);

export * from './register';
export * from './mentee-register/mentee-register';
export * from './mentor-register/mentor-register';
export * from './pair-register/pair-register';
export * from './municipality-summary/municipality-summary';
export * from './pair-history/pair-history';
