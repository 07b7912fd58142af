/** Registers that a regulation requires (`requiredRegisters`), each filled or still empty. */
import type { ProfileInForce, REGISTER_KINDS } from '@nastavnik/domain';
import { citation } from '@nastavnik/kernel';

export type RequiredRegister = (typeof REGISTER_KINDS)[number];
const REGISTER_RU: { readonly [K in RequiredRegister]: string } = {
  MENTEES: 'база наставляемых',
  MENTORS: 'база наставников',
  PARTICIPANTS: 'персонифицированный учёт участников',
  PROGRAMMES: 'банк программ наставничества',
  PRACTICES: 'банк лучших практик',
  MUNICIPAL_CURATORS_AND_MENTORS: 'муниципальная база кураторов и наставников',
  MENTOR_EXPERTS: 'база наставников и экспертов',
};
/** Kept by the municipality for its schools. */
const OF_MUNICIPALITY: ReadonlySet<RequiredRegister> = new Set(['MUNICIPAL_CURATORS_AND_MENTORS']);

/** @param filled whether a register has an entry */
export const requiredRegistersOf = async (
  {
    requiredRegisters,
    requiredDocuments,
    documentDeadlines,
  }: Pick<ProfileInForce['parameters'], 'requiredRegisters' | 'requiredDocuments' | 'documentDeadlines'>,
  level: 'SCHOOL' | 'MUNICIPALITY',
  filled: (kind: RequiredRegister) => Promise<boolean>,
) => {
  const clauses = requiredRegisters.clauses.map(citation);
  const kinds = requiredRegisters.value.filter(
    (kind) => level === 'MUNICIPALITY' || !OF_MUNICIPALITY.has(kind),
  );
  return {
    documentClauses: [...requiredDocuments.clauses, ...documentDeadlines.clauses].map(citation),
    items: await Promise.all(
      kinds.map(async (kind) => ({
        ...{ kind, title: REGISTER_RU[kind], there: await filled(kind), clauses },
      })),
    ),
  };
};
