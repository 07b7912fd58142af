/** What an auditor may say about proofs on the command line: verify, witness, tree. */
import { parseArgs } from 'node:util';

export type ProofRequest =
  /** A dossier against a public key, offline. */
  | {
      readonly what: 'verify';
      readonly file: string;
      readonly key: string;
      readonly witness?: string;
      readonly summary: boolean;
      readonly json: boolean;
    }
  /** The log's present checkpoint against the one kept from before. */
  | { readonly what: 'witness'; readonly url: string; readonly key: string; readonly kept: string }
  /** The tree in the database against the log. */
  | { readonly what: 'tree'; readonly key?: string; readonly json: boolean };

export const PROOF_USAGE = `Проверка доказательств.

  npm run audit -- verify <досье.zip> --key <ключ> [--witness <файл>] [--summary] [--json]
  npm run audit -- witness <адрес API> --key <ключ> --kept <файл>
  npm run audit -- tree [--key <ключ>] [--json]

  verify     досье по открытому ключу журнала: без сети и без базы данных
    --key      ключ проверки, имя+…+…, или файл с ним; возьмите его не из досье
    --witness  контрольная точка, сохранённая раньше: журнал с тех пор только рос
    --summary  показать события, как они доказаны
  witness    свидетель: берёт контрольную точку журнала, сверяет с сохранённой в файле и сохраняет новую
  tree       строит дерево по журналу заново и сверяет с хранимым, строка за строкой

Выход: 0 — всё сходится, 1 — найдено расхождение, 2 — вопрос задан неверно, 3 — не читается.

Verifies dossiers offline, keeps checkpoints as a witness, checks the stored tree against the log.
`;

const KINDS = ['verify', 'witness', 'tree'] as const;

/** Whether these arguments are about proofs at all. */
export const isAboutProofs = ([word]: readonly string[]): boolean =>
  (KINDS as readonly (string | undefined)[]).includes(word);

/** The request, or every mistake in it at once, in Russian. */
export const readProofArguments = (
  args: readonly string[],
):
  { readonly request: ProofRequest } | { readonly mistakes: readonly string[] } | { readonly help: true } => {
  const { values, positionals, tokens } = parseArgs({
    args: [...args],
    options: {
      key: { type: 'string' },
      witness: { type: 'string' },
      kept: { type: 'string' },
      summary: { type: 'boolean' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  if (values.help === true) return { help: true };
  const [what, subject, ...rest] = positionals;
  const allowed: { readonly [kind: string]: readonly string[] } = {
    verify: ['key', 'witness', 'summary', 'json'],
    witness: ['key', 'kept'],
    tree: ['key', 'json'],
  };
  const text = (name: 'key' | 'witness' | 'kept'): string | undefined => {
    const value = values[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const [key, witness, kept] = [text('key'), text('witness'), text('kept')];
  const mistakes = [
    ...tokens.flatMap((token) =>
      token.kind === 'option' && !allowed[what ?? '']?.includes(token.name)
        ? [`неизвестный параметр ${token.rawName}`]
        : [],
    ),
    ...(['key', 'witness', 'kept'] as const)
      .filter((name) => name in values && text(name) === undefined)
      .map((name) => `--${name}: нужно значение`),
    ...(what === 'verify' && subject === undefined ? ['укажите файл досье'] : []),
    ...(what === 'witness' && !/^https?:\/\//.test(subject ?? '') ? ['укажите адрес API: http://…'] : []),
    ...(what === 'witness' && kept === undefined ? ['--kept: файл, где хранится контрольная точка'] : []),
    ...(what !== 'tree' && key === undefined ? ['--key: ключ проверки журнала'] : []),
    ...(what === 'tree' && subject !== undefined ? [`лишнее: ${subject}`] : []),
    ...(rest.length > 0 ? [`лишнее: ${rest.join(' ')}`] : []),
  ];
  if (mistakes.length > 0) return { mistakes };
  const json = values.json === true;
  switch (what) {
    case 'verify':
      return {
        request: {
          ...{ what, file: subject!, key: key!, json, summary: values.summary === true },
          ...(witness === undefined ? {} : { witness }),
        },
      };
    case 'witness':
      return { request: { what, url: subject!.replace(/\/+$/, ''), key: key!, kept: kept! } };
    default:
      return { request: { what: 'tree', json, ...(key === undefined ? {} : { key }) } };
  }
};
