/** `audit verify`: a dossier, offline. What it proves, what is wrong with it, and whether its acts stand by the rules of their day. */
import { readFileSync } from 'node:fs';
import { domainCodec, type DomainEvents, streamOf } from '@nastavnik/domain';
import { dossierReading } from '@nastavnik/documents';
import { auditRecorded, summaryOf } from '@nastavnik/evidence';
import type { Recorded, Stamp, Uuid } from '@nastavnik/kernel';
import {
  checkReading,
  type DossierFiles,
  type DossierFinding,
  type DossierVerdict,
  parseVerifier,
  type ProvedEvent,
  unpackDossier,
  type Verifier,
  verifyDossier,
} from '@nastavnik/platform/transparency';
import type { ProofRequest } from './proof.arguments';

/** A key as given: itself, or the file it stands in. @throws BadKey, or what keeps the file from being read */
export const keyOf = (given: string): Verifier =>
  parseVerifier(given.includes('+') ? given : readFileSync(given, 'utf8'));

/** Proved events as the house reads them; the index in the tree stands for the position in the log, whose order it has. */
export const recordedOf = (proved: readonly ProvedEvent[]): readonly Recorded<DomainEvents>[] =>
  proved.flatMap(({ leaf, index, data, metadata }) => {
    if (data === null || metadata === null) return [];
    const decoded = domainCodec.decode(leaf.type, JSON.parse(data));
    const { stream, revision, id } = leaf;
    const stamp = JSON.parse(metadata) as Stamp;
    return [{ ...decoded, stream, revision, id, position: BigInt(index), stamp } as Recorded<DomainEvents>];
  });

/** The pair that a dossier is about: the one whose stream it holds. */
const pairIn = (proved: readonly ProvedEvent[]): Uuid | undefined => {
  const prefix = streamOf.pair('');
  return proved.find(({ leaf }) => leaf.stream.startsWith(prefix))?.leaf.stream.slice(prefix.length);
};

/** What the rules of their day say to the acts of the dossier; `undefined` where parts of it are withheld or it is not whole. */
export interface JudgedAgain {
  readonly pairId: Uuid;
  readonly acts: number;
  readonly findings: readonly {
    readonly stream: string;
    readonly revision: string;
    readonly message: string;
    readonly clauses: readonly string[];
  }[];
}

const judgeAgain = async ({ events, findings }: DossierVerdict): Promise<JudgedAgain | undefined> => {
  const pairId = pairIn(events);
  if (pairId === undefined || findings.length > 0 || events.some(({ data }) => data === null))
    return undefined;
  const audit = await auditRecorded(recordedOf(events), pairId);
  if (audit === undefined) return undefined;
  return {
    pairId,
    acts: audit.events.length,
    findings: audit.events.flatMap(({ stream, revision, findings: found }) =>
      found.map(({ message, clauses }) => ({ stream, revision, message, clauses })),
    ),
  };
};

const SAYS: { readonly [What in DossierFinding['what']]: string } = {
  'file-missing': 'файла нет',
  'file-unexpected': 'файл не из досье',
  unreadable: 'записано не так, как записывает журнал: строка изменена',
  signature: 'подпись журнала неверна или это не его подпись',
  'data-differ': 'содержание события изменено: хеш не тот, что в листе',
  'metadata-differ': 'сведения о записи события изменены: хеш не тот, что в листе',
  'not-proved': 'лист и его доказательство не ведут к подписанному корню: изменено одно из двух',
  'proof-missing': 'доказательства этого события нет',
  'event-missing': 'доказательство есть, а события нет',
  repeated: 'повторено',
  'out-of-order': 'стоит не в том порядке, в каком записано в журнал',
  gap: 'поток неполон: пропущено событие',
  inconsistent: 'журнал не вырос из этой контрольной точки, или доказательство изменено',
  forked: 'ЖУРНАЛ ПЕРЕПИСАН: две подписанные контрольные точки одного размера различаются',
  'reading-differs':
    'для чтения написано не то, что следует из доказанных событий: файл изменён или сделан другой версией программы (верьте --summary)',
  'witness-unproved': 'досье ничего не доказывает об этой контрольной точке; запросите его с ?from=',
};

const findingLine = ({ what, file, line, event, detail }: DossierFinding): string =>
  `  ! ${file}${line === undefined ? '' : `, строка ${line}`}: ${SAYS[what]}` +
  (event === undefined ? '' : ` — событие ${event.id} (${event.stream}, № ${event.revision})`) +
  (detail === undefined ? '' : ` [${detail}]`);

const asText = (verdict: DossierVerdict, judged: JudgedAgain | undefined, witnessed: boolean): string => {
  const { checkpoint, events, consistentWith, findings } = verdict;
  const withheld = events.filter(({ data }) => data === null).length;
  return [
    checkpoint === undefined
      ? 'Контрольная точка: НЕ ПОДТВЕРЖДЕНА'
      : `Контрольная точка: ${checkpoint.origin}, размер ${checkpoint.size}, корень ${checkpoint.root.toString('base64')}`,
    `Доказано событий: ${events.length}${withheld === 0 ? '' : `, из них без раскрытия содержания: ${withheld}`}`,
    ...(consistentWith.length === 0
      ? []
      : [`Журнал вырос из контрольных точек: ${consistentWith.join(', ')}`]),
    ...(witnessed && findings.length === 0
      ? ['С сохранённой контрольной точкой согласуется: переписано ничего не было.']
      : []),
    ...(judged === undefined
      ? []
      : [
          judged.findings.length === 0
            ? `Действия проверены по правилам своего дня (${judged.acts}): все верны.`
            : `Действия проверены по правилам своего дня (${judged.acts}), нарушений: ${judged.findings.length}`,
          ...judged.findings.map(
            ({ stream, revision, message, clauses }) =>
              `  · ${stream}, событие № ${revision}: ${message}${clauses.length === 0 ? '' : ` [${clauses.join('; ')}]`}`,
          ),
        ]),
    ...findings.map(findingLine),
    '',
    findings.length === 0 ? 'Досье подлинно.' : `Найдено: ${findings.length}. ДОСЬЕ НЕ ПОДТВЕРЖДЕНО.`,
    '',
  ].join('\n');
};

/** The files for a reader, made again from a dossier that is whole. */
const checkFilesFor = async (
  pairId: Uuid,
  { events, checkpoint }: DossierVerdict,
  files: DossierFiles,
  { vkey }: Verifier,
): Promise<readonly DossierFinding[]> => {
  if (checkpoint === undefined) return [];
  const { size, root } = checkpoint;
  const shown = recordedOf(events);
  const withheld = events.length - shown.length;
  return checkReading(
    files,
    await dossierReading({ pairId, events: shown, withheld, checkpoint: { size, root, vkey } }),
  );
};

/**
 * Verifies and says so.
 * @returns whether nothing is wrong; acts against the rules are told and do not make a dossier less genuine
 * @throws NotADossier, BadKey, or what keeps a file from being read
 */
export const verify = async (
  request: Extract<ProofRequest, { what: 'verify' }>,
  say: (text: string) => void,
): Promise<boolean> => {
  const log = keyOf(request.key);
  const files = unpackDossier(readFileSync(request.file));
  const kept = request.witness === undefined ? undefined : readFileSync(request.witness);
  const proved = verifyDossier(files, log, kept);
  const judged = await judgeAgain(proved);
  const pairId = pairIn(proved.events);
  const whole = proved.findings.length === 0 && pairId !== undefined;
  const verdict: DossierVerdict = {
    ...proved,
    findings: [...proved.findings, ...(whole ? await checkFilesFor(pairId, proved, files, log) : [])],
  };
  const genuine = verdict.findings.length === 0;
  if (request.json) {
    say(
      `${JSON.stringify(
        { genuine, ...verdict, judged: judged ?? null },
        (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value),
        2,
      )}\n`,
    );
  } else {
    say(asText(verdict, judged, kept !== undefined));
    if (request.summary && whole) say(`\n${summaryOf(pairId, recordedOf(proved.events))}`);
  }
  return genuine;
};
