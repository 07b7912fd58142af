/** `npm run vault-key`: a new master key for the standalone's vault, taken up at its next start. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { addMasterKey } from '@nastavnik/platform/vault';

const file = path.join(path.resolve(process.env.NASTAVNIK_DATA_DIR || '.nastavnik'), 'vault.key');
if (existsSync(file)) {
  addMasterKey(file);
  process.stdout.write(
    'Новый главный ключ записан. Запустите систему заново: ключи людей будут перешифрованы, прежний главный ключ удалён.\n',
  );
} else {
  process.stderr.write(`Здесь нет установки: ${file}. No installation here.\n`);
  process.exitCode = 1;
}
