/** The policy and the views of personal data as pages for a reader: `npm run policy` writes docs/authorisation.md and docs/personal-data.md. */
import type { Scope } from '@nastavnik/platform/identity';
import { PERSON_FIELDS } from '@nastavnik/domain/vocabulary';
import { fieldsShown, RELATIONS } from './personal-views';
import { policy, ROLES } from './policy';

const HEAD = `# Who may do what

Written by \`npm run policy\` from \`apps/api/policy.ts\`; not edited by hand. What is not in the table is denied. *own*: where the caller is
one of the people concerned, in the caller's school; *school*: in the caller's school; *organisation*: in the
school or the municipality the caller belongs to, and nowhere below; *municipality*: in the caller's municipality and its
schools; *all*: everywhere.
`;

const WORD: { readonly [S in Scope]: string } = {
  own: 'own',
  'own-school': 'school',
  'own-organisation': 'organisation',
  'own-municipality': 'municipality',
  all: 'all',
};

const line = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/** Markdown: an act a row, a role a column. */
export const policyPage = (): string => {
  return [
    HEAD,
    line('act', ...ROLES),
    line('---', ...ROLES.map(() => '---')),
    ...Object.entries(policy).map(([act, grants]) =>
      line(
        `\`${act}\``,
        ...ROLES.map((role) => {
          const scope = (grants as { readonly [R in typeof role]?: Scope })[role];
          return scope === undefined ? '' : WORD[scope];
        }),
      ),
    ),
    '',
  ].join('\n');
};

const PERSONAL_HEAD = `# Personal data

Written by \`npm run policy\`; the table comes from \`apps/api/personal-views.ts\`. Why it is so: [ADR 0013](adr/0013-keys-and-erasure.md).

## Who is shown which fields of whom

*self*: the reader's own record; *pair*: a member of a pair of the reader's; *school*: of the reader's school; *listed*: named in a register or
a history that [the policy](authorisation.md) opens to the reader. A role without a row, a field without a cell: not shown. Every read is
written down with who, in which role, for which organisation, why, whose data and which fields; the person responsible for personal data reads
that log at \`GET /v1/organisations/<id>/personal-data/access-log\`. It grows by inserts alone: the database refuses anything else.
`;

const PERSONAL_TAIL = `
## Acts

| under \`/v1/schools/<id>/participants/<id>\` | |
|---|---|
| \`POST corrections\` | a name or other data; what stood there stays with its dates, \`GET person\` shows both |
| \`POST merger\` | two records of one person become one; one that is in a pair is the one to stay |
| \`POST consents/own-requests\` | a minor has turned eighteen: the own consents are asked for, until a day |
| \`POST erasure\` | everything in the vault about the person and its second records is destroyed, with the keys |
| \`GET destruction\` | the act and the extract of the event log (Роскомнадзор № 179), as data or as text |
| \`GET personal-data\` | everything held on a person, as one file for the person |

## Erasure

Refused for a member of a pair, while a lawful ground to retain stands, and on a withdrawal that is not recorded. The decision is an event; the
vault carries it out as its effect, and once more after a crash. Then histories replay, proofs verify, counts stay, and «[данные уничтожены]»
stands where a name stood. A text about several people goes with the first of them: whoever needs it writes it anew without that person.
Notes about an event with many guests, campaigns and practices are under the key of what they are about, and are looked through by hand.

## Copies

Keys of people stand in the schema \`vault_keys\`, everything else of the vault in \`public\`.

    pg_dump --exclude-schema=vault_keys …   as often as you like; keep as long as you like
    pg_dump --schema=vault_keys …           keep the latest only: each takes the place of the one before

A copy of the data without keys opens for nobody. Restored beside the latest keys it opens for everybody but the erased. A copy that holds
keys, such as one of a whole disk, opens for who has the master key of its day: change the master key and destroy the old one, and it opens
no more. \`npm run backup\` of the standalone copies so, the data into a new file each time and the keys in place of the keys before; an erasure
renews the copy of keys at once, and stands in a register of erasures (\`erasures.jsonl\`) that a restore asks for. No file of an export is kept: they
are made while they are sent. PostgreSQL's own write-ahead log holds
old pages until it is recycled; the same change of the master key makes what is in them worthless. Files that people have downloaded are
theirs to destroy; the access log says who downloaded what.

## Changing the master key

1. Give every API process both: the old one as \`VAULT_MASTER_KEY\`, a new one (\`openssl rand -base64 32\`) among \`VAULT_OTHER_MASTER_KEYS\`.
2. Exchange them, process by process. Keys of people are wrapped anew in the background, without writing a record anew; killed, it goes on.
3. When \`/health/ready\` says \`vault: underOtherKeys: 0\`, take \`VAULT_OTHER_MASTER_KEYS\` away and destroy the old key.

Of the standalone: \`npm run vault-key\`, then start it again; the old key is gone once everything is re-wrapped. A request repeated under the
same \`Idempotency-Key\` across a change is refused: hashes of requests were keyed by the old master key, so that nobody guesses a name at
them any more.
`;

/** Markdown: a role and what the person is to it a row, a field a column. */
export const personalDataPage = (): string => {
  const rows = ROLES.flatMap((role) =>
    RELATIONS.flatMap((relation) => {
      const shown = fieldsShown(role, [relation]);
      if (shown.length === 0) return [];
      return [line(role, relation, ...PERSON_FIELDS.map((field) => (shown.includes(field) ? '✓' : '')))];
    }),
  );
  return [
    PERSONAL_HEAD,
    line('role', 'of whom', ...PERSON_FIELDS.map((field) => `\`${field}\``)),
    line('---', '---', ...PERSON_FIELDS.map(() => '---')),
    ...rows,
    PERSONAL_TAIL,
  ].join('\n');
};
