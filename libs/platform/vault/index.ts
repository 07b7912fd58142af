/** Door: the erasable store of personal data. */
export { SealedRecord, type VaultData, type VaultEntry, type VaultRef } from './sealed-record';
export { masterKeyInFile, parseMasterKey } from './keys';
export {
  RecordMismatch,
  SubjectErased,
  Vault,
  type VaultAccess,
  type VaultRecord,
  VaultUnreadable,
} from './vault';
import { Vault1700000000100 } from './vault.migration';

/** For `migrate` of platform/postgres. */
export const vaultMigrations = [Vault1700000000100] as const;
