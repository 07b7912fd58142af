/** PostgreSQL refuses to run as root: the existing unprivileged user that root hands it to. */
import { readFileSync, statSync } from 'node:fs';
import { EmbeddedPostgresTrouble } from './trouble';

export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** In the order of preference; none is ever created. */
const names = ['nastavnik', 'postgres', 'nobody', 'daemon'];

const accounts = (): { name: string; uid: number; gid: number }[] =>
  readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4 && fields[0] !== '' && !fields[0]!.startsWith('#'))
    // macOS writes nobody as -2.
    .map((fields) => ({ name: fields[0]!, uid: Number(fields[2]) >>> 0, gid: Number(fields[3]) >>> 0 }));

/**
 * Whom to become before running the server; `undefined` when this process is not root.
 * An existing cluster keeps its owner. @throws EmbeddedPostgresTrouble when there is no such user or the cluster belongs to somebody else.
 */
export const serverUserFor = (cluster: string): ServerUser | undefined => {
  const me = process.geteuid!();
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (me !== 0) {
    if (owner !== undefined && owner.uid !== me) {
      throw new EmbeddedPostgresTrouble(
        'foreign-data-dir',
        `Каталог данных ${cluster} принадлежит другому пользователю (uid ${owner.uid}). Запустите от того же пользователя, что и раньше, или укажите другой каталог в NASTAVNIK_DATA_DIR.`,
        `The data directory ${cluster} belongs to another user (uid ${owner.uid}). Start as the same user as before, or set another NASTAVNIK_DATA_DIR.`,
      );
    }
    return undefined;
  }
  const known = accounts().filter((account) => account.uid !== 0);
  const chosen =
    owner !== undefined && owner.uid !== 0
      ? known.find((account) => account.uid === owner.uid)
      : names
          .map((name) => known.find((account) => account.name === name))
          .find((found) => found !== undefined);
  if (chosen === undefined) {
    throw new EmbeddedPostgresTrouble(
      'no-unprivileged-user',
      `PostgreSQL не работает от root, а подходящего непривилегированного пользователя (${names.join(', ')}) в системе нет. Запустите от обычного пользователя или задайте DATABASE_URL.`,
      `PostgreSQL does not run as root, and there is no unprivileged user to run it as (${names.join(', ')}). Start as an ordinary user, or set DATABASE_URL.`,
    );
  }
  return { uid: chosen.uid, gid: chosen.gid };
};
